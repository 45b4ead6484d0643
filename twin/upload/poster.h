// Posts to a platform over HTTP or HTTPS: one connection, kept open, one post at a time.
//
// No attempt takes longer than its time-out, whether the platform does not accept, does not answer or
// dribbles; answers are read up to 64 KiB. Certificates of HTTPS are checked against the system's.
// While one exists, a connection that breaks does not end the program (SIGPIPE is ignored).
#pragma once

#include <memory>
#include <string>

#include "twin/upload/answer.h"
#include "twin/upload/outbox.h"

namespace fengsui::upload {

class Poster {
 public:
  // "http://host:port" or "https://…", and a path that goes before the calls'. Throws InputError.
  Poster(const std::string& url, Duration time_out);
  ~Poster();
  Poster(const Poster&) = delete;
  Poster& operator=(const Poster&) = delete;

  Answer send(const Post& post);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fengsui::upload
