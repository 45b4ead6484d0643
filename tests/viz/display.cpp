#include "tests/viz/display.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

// GLFW's own header of this function wants more of X11 than is needed here
extern "C" Display* glfwGetX11Display(void);

namespace fengsui::viz::testing {

struct Display::Impl {
  pid_t server = -1;
  ::Display* connection = nullptr;
  bool busy = false;

  ~Impl() { end(SIGTERM); }

  // Nothing of it is left afterwards.
  void end(int signal) {
    if (connection) XCloseDisplay(std::exchange(connection, nullptr));
    if (server <= 0) return;
    const pid_t process = std::exchange(server, -1);
    kill(process, signal);
    for (int i = 0; i < 100; ++i) {
      if (waitpid(process, nullptr, WNOHANG) == process) return;
      usleep(20000);
    }
    kill(process, SIGKILL);
    waitpid(process, nullptr, 0);
  }
};

namespace {

// The server chooses a free number and writes it into the pipe when it is ready.
std::string number_from(int pipe_end) {
  std::string number;
  pollfd wait{pipe_end, POLLIN, 0};
  while (poll(&wait, 1, 20000) > 0) {
    std::array<char, 16> bytes{};
    const ssize_t count = read(pipe_end, bytes.data(), bytes.size());
    if (count <= 0) break;
    number.append(bytes.data(), static_cast<std::size_t>(count));
    if (number.back() == '\n') return number.substr(0, number.size() - 1);
  }
  throw std::runtime_error("Xvfb did not come up: is the package xvfb installed?");
}

}  // namespace

Display::Display(int width, int height) : impl_(std::make_unique<Impl>()) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  const std::string screen = std::to_string(width) + "x" + std::to_string(height) + "x24";
  const std::string end = std::to_string(ends[1]);
  impl_->server = fork();
  if (impl_->server == 0) {
    close(ends[0]);
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execlp("Xvfb", "Xvfb", "-displayfd", end.c_str(), "-screen", "0", screen.c_str(), "-nolisten", "tcp",
           "-noreset", nullptr);
    _exit(127);
  }
  close(ends[1]);
  std::string name;
  try {
    name = ":" + number_from(ends[0]);
  } catch (...) {
    close(ends[0]);
    throw;
  }
  close(ends[0]);
  setenv("DISPLAY", name.c_str(), 1);
  impl_->connection = XOpenDisplay(name.c_str());
  if (!impl_->connection) throw std::runtime_error("no connection to the display " + name);
}

Display::~Display() = default;

void Display::set_dots_per_inch(int dots) {
  const std::string resources = "Xft.dpi:\t" + std::to_string(dots) + "\n";
  XChangeProperty(impl_->connection, DefaultRootWindow(impl_->connection), XA_RESOURCE_MANAGER, XA_STRING, 8,
                  PropModeReplace, reinterpret_cast<const unsigned char*>(resources.data()),
                  static_cast<int>(resources.size()));
  XSync(impl_->connection, False);
}

void Display::move(int x, int y) {
  XTestFakeMotionEvent(impl_->connection, -1, x, y, CurrentTime);
  impl_->busy = true;
}

void Display::button(int number, bool down) {
  XTestFakeButtonEvent(impl_->connection, static_cast<unsigned>(number), down ? True : False, CurrentTime);
  impl_->busy = true;
}

void Display::key(unsigned long symbol, bool down) {
  XTestFakeKeyEvent(impl_->connection, XKeysymToKeycode(impl_->connection, symbol), down ? True : False,
                    CurrentTime);
  impl_->busy = true;
}

void Display::break_down() { impl_->end(SIGKILL); }

unsigned long Display::window() {
  ::Display* const connection = impl_->connection;
  for (int tries = 0; tries < 1500; ++tries, usleep(20000)) {
    ::Window root = 0, parent = 0, *children = nullptr;
    unsigned count = 0;
    XQueryTree(connection, DefaultRootWindow(connection), &root, &parent, &children, &count);
    ::Window found = 0;
    for (unsigned i = 0; i < count && found == 0; ++i) {
      Atom* protocols = nullptr;
      int known = 0;
      XWindowAttributes attributes{};
      if (XGetWMProtocols(connection, children[i], &protocols, &known) != 0 && known > 0 &&
          XGetWindowAttributes(connection, children[i], &attributes) != 0 &&
          attributes.map_state == IsViewable)
        found = children[i];
      if (protocols) XFree(protocols);
    }
    if (children) XFree(children);
    if (found != 0) return found;
  }
  return 0;
}

bool Display::close_window() {
  const ::Window found = window();
  if (found == 0) return false;
  ::Display* const connection = impl_->connection;
  // what a window manager says when somebody presses the cross
  XEvent event{};
  event.xclient.type = ClientMessage;
  event.xclient.window = found;
  event.xclient.message_type = XInternAtom(connection, "WM_PROTOCOLS", False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = static_cast<long>(XInternAtom(connection, "WM_DELETE_WINDOW", False));
  XSendEvent(connection, found, False, NoEventMask, &event);
  XSync(connection, False);
  return true;
}

void Display::strike(unsigned long symbol) {
  key(symbol, true);
  XSync(impl_->connection, False);
  usleep(150000);  // a picture must see it down
  key(symbol, false);
  XSync(impl_->connection, False);
}

void Display::flush() {
  if (!std::exchange(impl_->busy, false)) return;
  // the server has it, and then whatever the server told the console has come to the console
  XSync(impl_->connection, False);
  if (::Display* const of_the_console = glfwGetX11Display()) XSync(of_the_console, False);
}

}  // namespace fengsui::viz::testing
