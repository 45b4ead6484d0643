// HDF5's C handles as values that close themselves, and its errors as text instead of noise on stderr.
#pragma once

#include <hdf5.h>

#include <string>
#include <utility>

namespace fengsui {

class Hdf5Handle {
 public:
  using Close = herr_t (*)(hid_t);

  Hdf5Handle() = default;
  Hdf5Handle(hid_t handle, Close close_function) : id_(handle), close_(close_function) {}
  Hdf5Handle(Hdf5Handle&& other) noexcept
      : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Hdf5Handle() { close(); }

  // Closes now; false when HDF5 could not (a file that no longer fits on the disk).
  bool close() {
    const hid_t handle = std::exchange(id_, H5I_INVALID_HID);
    return handle < 0 || close_(handle) >= 0;
  }

  // Forgets the handle without closing it.
  void release() { id_ = H5I_INVALID_HID; }

  hid_t id() const { return id_; }
  explicit operator bool() const { return id_ >= 0; }

 private:
  hid_t id_ = H5I_INVALID_HID;
  Close close_ = nullptr;
};

// While it lives HDF5 prints nothing.
class Hdf5Quiet {
 public:
  Hdf5Quiet() {
    // every handle is closed by its owner: HDF5 need not tidy up at exit, where it can only complain
    H5dont_atexit();
    H5Eget_auto2(H5E_DEFAULT, &report_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  ~Hdf5Quiet() { H5Eset_auto2(H5E_DEFAULT, report_, data_); }
  Hdf5Quiet(const Hdf5Quiet&) = delete;
  Hdf5Quiet& operator=(const Hdf5Quiet&) = delete;

 private:
  H5E_auto2_t report_ = nullptr;
  void* data_ = nullptr;
};

// The innermost cause of HDF5's latest error, "file write failed: … No space left on device".
inline std::string hdf5_message() {
  std::string message;
  const auto keep_first = [](unsigned depth, const H5E_error2_t* error, void* out) -> herr_t {
    if (depth == 0 && error->desc != nullptr) *static_cast<std::string*>(out) = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &message);
  return message.empty() ? "an HDF5 error" : message;
}

}  // namespace fengsui
