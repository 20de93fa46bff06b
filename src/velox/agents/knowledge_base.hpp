// SPDX-License-Identifier: Apache-2.0
// What a project's past experiments know: for a unit, what worked on code that is built like it; for all, how each strategy fared.
#pragma once

#include <string>
#include <vector>

#include "velox/agents/options.hpp"
#include "velox/base/json.hpp"
#include "velox/knowledge/advice.hpp"
#include "velox/model/unit.hpp"

namespace velox::agents {

/// A unit of the past that is built like the one asked about.
struct SimilarUnit {
  std::string unit;
  float similarity = 0;
  std::string strategy;
  model::VerdictKind verdict = model::VerdictKind::failed;
  double gain = 0;  ///< log speed-up; 0 unless accepted
  std::string python;
};

struct KnowledgeAbout {
  model::UnitId unit;
  std::uint32_t line = 0;
  std::size_t cases = 0;                  ///< that were looked through
  std::vector<SimilarUnit> similar;       ///< most similar first, one for each unit and strategy
  std::vector<knowledge::Advice> advice;  ///< largest expected gain first
};

/// For each unit that the targets name with `::`. `count`: at most so many similar cases. Errors: as profile::select_targets; usage
/// when no unit is named; not_found: nothing was ever optimised here.
Result<std::vector<KnowledgeAbout>> search_knowledge(const Options& options, std::size_t count);

/// How a strategy has fared with one interpreter.
struct Practice {
  std::string strategy;
  std::string title;  ///< of its page; empty for what has none
  std::string python;
  int tried = 0;       ///< experiments that decided something
  int accepted = 0;    ///< of these
  int wrong = 0;       ///< behaved differently
  double gain = 0;     ///< median log speed-up of the accepted ones
  double seconds = 0;  ///< median cost of an experiment
};

/// By strategy and interpreter, the most often accepted first. Errors: not_found as above.
Result<std::vector<Practice>> practices(const Options& options);

Json to_json(const std::vector<KnowledgeAbout>& found);  ///< `velox.knowledge/1`
Json to_json(const std::vector<Practice>& found);        ///< `velox.practices/1`

}  // namespace velox::agents
