// SPDX-License-Identifier: Apache-2.0
// What the analysis knows about one unit, for people who ask why a rule did or did not fit: `velox analyze --facts f.py::g`.
#pragma once

#include <string>
#include <vector>

#include "velox/agents/options.hpp"
#include "velox/base/json.hpp"
#include "velox/model/unit.hpp"

namespace velox::agents {

struct NameFacts {
  std::string name;
  std::string kind;       ///< parameter, local, global, free, builtin, import
  std::string type;       ///< "list of int"; empty when unknown
  std::string certainty;  ///< proven, declared; empty when unknown
  std::string because;
  std::uint32_t line = 0;  ///< of the first place in the unit
  bool captured = false;   ///< used by a nested function, lambda or comprehension
  bool changed = false;    ///< the object may be changed in the unit
  bool escapes = false;    ///< a reference may leave the unit
};

struct CallFacts {
  std::uint32_t line = 0;
  std::string code;
  int loops = 0;        ///< how deep in loops it stands
  std::string effects;  ///< "pure", "pure, may raise", "writes, unknown code", ...
};

struct FactSheet {
  model::UnitId unit;
  std::uint32_t line = 0;
  bool pure = false;
  std::string why_not_pure;
  std::vector<NameFacts> names;
  std::vector<CallFacts> calls;  ///< in source order
};

/// Of each unit that the targets name with `::`. Errors: as profile::select_targets; usage when no unit is named.
Result<std::vector<FactSheet>> fact_sheets(const Options& options);

/// `velox.facts/1`.
Json to_json(const std::vector<FactSheet>& sheets);

}  // namespace velox::agents
