#include "viz/shell/screen.h"

#define GLFW_INCLUDE_NONE
#include <GL/gl.h>
#include <GLFW/glfw3.h>
#include <X11/Xlib.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "sim/base/error.h"

// GLFW's own header of this function wants more of X11 than is needed here
extern "C" Display* glfwGetX11Display(void);

namespace fengsui::viz {

namespace {

// Xlib calls this deep below drawing or input, and neither it nor OpenGL can go on: nothing returns from
// here.
void display_is_lost(::Display*, void* lost) {
  (*static_cast<const std::function<void()>*>(lost))();
  std::_Exit(lost_exit_code);
}

std::string last_complaint() {
  const char* words = nullptr;
  glfwGetError(&words);
  return words ? words : "the window system gives no reason";
}

// GLFW and ImGui begin and end in the order of their dependence.
struct Library {
  Library() {
    if (glfwInit() == GLFW_FALSE)
      throw InputError(
          "console", "display", last_complaint(),
          "a graphical session (DISPLAY set); without one, `fengsui report RUN` writes a page and "
          "`fengsui show RUN` a time line");
  }
  ~Library() { glfwTerminate(); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

struct CloseWindow {
  void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};

std::unique_ptr<GLFWwindow, CloseWindow> open_window(const std::string& title, int width, int height) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  std::unique_ptr<GLFWwindow, CloseWindow> window(
      glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr));
  if (!window)
    throw InputError(
        "console", "OpenGL", last_complaint(),
        "OpenGL 3.2; on a machine without a graphics card install libgl1-mesa-dri, which draws by software");
  return window;
}

struct Context {
  explicit Context(GLFWwindow* window) {
    glfwMakeContextCurrent(window);
    glfwSwapInterval(1);
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;  // the console keeps its own settings
    ImGui_ImplGlfw_InitForOpenGL(window, true);
    ImGui_ImplOpenGL3_Init("#version 150");
  }
  ~Context() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
};

// What lies in the buffer that is not shown yet.
Picture drawn(int width, int height) {
  Picture picture{width, height, {}};
  const auto row = static_cast<std::size_t>(width) * 3;
  picture.rgb.resize(row * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, picture.rgb.data());
  // OpenGL counts rows from the bottom
  for (int top = 0, bottom = height - 1; top < bottom; ++top, --bottom)
    std::swap_ranges(picture.rgb.begin() + static_cast<std::ptrdiff_t>(row) * top,
                     picture.rgb.begin() + static_cast<std::ptrdiff_t>(row) * (top + 1),
                     picture.rgb.begin() + static_cast<std::ptrdiff_t>(row) * bottom);
  return picture;
}

}  // namespace

struct Screen::Impl {
  Impl(const std::string& title, int width, int height, std::function<void()> then)
      : lost(std::move(then)), window(open_window(title, width, height)), context(window.get()) {
    ::Display* const display = glfwGetX11Display();
    if (!display) return;
    XSetIOErrorHandler([](::Display*) { return 0; });  // its own words say less than ours
    XSetIOErrorExitHandler(display, display_is_lost, &lost);
  }

  std::function<void()> lost;
  Library library;
  std::unique_ptr<GLFWwindow, CloseWindow> window;
  Context context;
};

Screen::Screen(const std::string& title, int width, int height, std::function<void()> lost)
    : impl_(std::make_unique<Impl>(title, width, height, std::move(lost))) {}

Screen::~Screen() = default;

bool Screen::closed() const { return glfwWindowShouldClose(impl_->window.get()) == GLFW_TRUE; }

bool Screen::minimised() const {
  return glfwGetWindowAttrib(impl_->window.get(), GLFW_ICONIFIED) == GLFW_TRUE;
}

float Screen::scale() const {
  float across = 1.0F, down = 1.0F;
  glfwGetWindowContentScale(impl_->window.get(), &across, &down);
  return std::clamp(across, 1.0F, 4.0F);
}

void Screen::take_input(double wait_s) {
  if (wait_s > 0.0) glfwWaitEventsTimeout(wait_s);
  if (wait_s <= 0.0) glfwPollEvents();
}

void Screen::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  // Enter presses what the keyboard has reached, as Space does
  ImGuiIO& io = ImGui::GetIO();
  const bool enter = io.KeysDown[GLFW_KEY_ENTER] || io.KeysDown[GLFW_KEY_KP_ENTER];
  io.NavInputs[ImGuiNavInput_Activate] = enter ? 1.0F : 0.0F;
  ImGui::NewFrame();
}

void Screen::end_frame(float red, float green, float blue, Picture* copy) {
  ImGui::Render();
  int width = 0, height = 0;
  glfwGetFramebufferSize(impl_->window.get(), &width, &height);
  glViewport(0, 0, width, height);
  glClearColor(red, green, blue, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (copy) *copy = drawn(width, height);
  glfwSwapBuffers(impl_->window.get());
}

void Screen::renew_fonts() {
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

void Screen::resize(int width, int height) { glfwSetWindowSize(impl_->window.get(), width, height); }

}  // namespace fengsui::viz
