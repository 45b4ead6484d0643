// Programs that stand beside this one: the benchmarks and the console are not carried along in every run.
#pragma once

#include <string>
#include <vector>

namespace fengsui {

// Becomes that program with these words as its arguments. Only comes back as an InputError, when it is not
// there; `expected` says what to do then.
[[noreturn]] void become_sibling(const std::string& name, const std::vector<std::string>& words,
                                 const std::string& expected);

}  // namespace fengsui
