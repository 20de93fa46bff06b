// SPDX-License-Identifier: Apache-2.0
// A unit: a function or method that is optimised as one.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "velox/model/span.hpp"

namespace velox::model {

/// Names a unit across runs: file relative to the project root, and qualified name ("Report.render", "outer.<locals>.f").
struct UnitId {
  std::string file;
  std::string qualname;
  /// "report.py::Report.render", as typed on the command line.
  std::string text() const { return file + "::" + qualname; }
  auto operator<=>(const UnitId&) const = default;
};

enum class UnitKind { function, method, nested, generator, coroutine, async_generator };
const char* to_string(UnitKind kind);

struct Unit {
  UnitId id;
  UnitKind kind = UnitKind::function;
  Span span;                     ///< from the first decorator, or `def`, to the end of the body
  std::uint32_t line = 0;        ///< of `def` (co_firstlineno is that of the first decorator, if any)
  std::uint32_t first_line = 0;  ///< of the first decorator, or `def`
  std::uint32_t last_line = 0;
};

}  // namespace velox::model
