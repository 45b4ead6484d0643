# Writes OUTPUT, a C++ file that holds each file of ASSETS ("name=path;…") as bytes, so that the program runs alone.
# Run as a script: cmake -D OUTPUT=… -D "ASSETS=…" -P embed_assets.cmake
set(arrays "")
set(rows "")
set(number 0)
foreach(asset IN LISTS ASSETS)
  string(FIND "${asset}" "=" split)
  string(SUBSTRING "${asset}" 0 ${split} name)
  math(EXPR start "${split} + 1")
  string(SUBSTRING "${asset}" ${start} -1 path)
  file(READ "${path}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND arrays "constexpr unsigned char bytes_${number}[] = {${bytes}0};\n")
  string(APPEND rows "  if (name == \"${name}\") return {reinterpret_cast<const char*>(bytes_${number}), sizeof bytes_${number} - 1};\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE "${OUTPUT}" "#include \"twin/report/assets.h\"\n\n#include <cassert>\n\nnamespace fengsui {\n\nnamespace {\n\n${arrays}\n}  // namespace\n\n"
  "std::string_view asset(std::string_view name) {\n${rows}  assert(!\"an asset that is embedded\");\n  return {};\n}\n\n}  // namespace fengsui\n")
