// What is to be kept cannot be kept: the disk is full, fails, or may not be written. Nobody's input is wrong;
// with room on the disk the same call works.
#pragma once

#include "sim/base/error.h"

namespace fengsui {

class StorageError : public InputError {
 public:
  using InputError::InputError;
};

}  // namespace fengsui
