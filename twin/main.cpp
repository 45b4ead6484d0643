#include "twin/cli/commands.h"

int main(int argc, char** argv) { return fengsui::run_program(argc, argv); }
