// fengsui run SCENARIO --engine process:build/release/limits_engine
#include "twin/link/examples/limits_engine.h"

#include <iostream>

int main() {
  example::Conversation conversation;
  for (std::string line; std::getline(std::cin, line);)
    std::cout << conversation.answer(line, "limits example (C++)") << std::endl;
}
