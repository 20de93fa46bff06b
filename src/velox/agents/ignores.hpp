// SPDX-License-Identifier: Apache-2.0
// Comments by which a file asks to be left alone: `# velox: ignore`, or `# velox: ignore[rule, rule]` for some rules only. One
// on the line of a place counts for that place, one on the line of a `def` for the whole unit. Immutable.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "velox/model/candidate.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::agents {

class Ignores {
 public:
  explicit Ignores(const source::ParsedModule& module);
  /// The line of the comment that covers a candidate of a unit; 0 when none does.
  std::uint32_t covering(const model::Candidate& candidate, const model::Unit& unit) const;

 private:
  bool names(std::uint32_t line, const std::string& rule) const;
  std::map<std::uint32_t, std::set<std::string>> rules_;  // by line; an empty set stands for all rules
};

}  // namespace velox::agents
