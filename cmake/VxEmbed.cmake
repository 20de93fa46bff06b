# SPDX-License-Identifier: Apache-2.0
# cmake -DPAGES_DIR=<folder> -DOUT=<file> -P VxEmbed.cmake: writes a C++ table with the text of every <folder>/*.md, and the
# text of <folder>/effects.json, so that the installed program carries its catalogue.
file(GLOB pages "${PAGES_DIR}/*.md")
list(SORT pages)
set(text "// Generated from catalogue/.\n#include \"velox/rules/catalogue.hpp\"\n#include \"velox/rules/effects.hpp\"\n\nnamespace velox::rules {\n\n")
string(APPEND text "std::vector<PageText> embedded_pages() {\n  return {\n")
foreach(page IN LISTS pages)
  get_filename_component(name "${page}" NAME_WE)
  file(READ "${page}" content)
  string(APPEND text "      {\"${name}\", R\"VXPAGE(${content})VXPAGE\"},\n")
endforeach()
string(APPEND text "  };\n}\n\n")
file(READ "${PAGES_DIR}/effects.json" effects)
string(APPEND text "std::string_view embedded_effects() {\n  return R\"VXPAGE(${effects})VXPAGE\";\n}\n\n}  // namespace velox::rules\n")
file(WRITE "${OUT}" "${text}")
