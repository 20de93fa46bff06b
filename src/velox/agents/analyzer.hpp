// SPDX-License-Identifier: Apache-2.0
// The use cases `analyze` and `profile`: where an improvement is likely, without judging any.
#pragma once

#include <string>
#include <vector>

#include "velox/agents/survey.hpp"
#include "velox/base/json.hpp"

namespace velox::agents {

/// A place, a reason and what could be saved, before anything was tried.
struct Opportunity {
  model::Candidate candidate;
  std::string line_text;    ///< the source line, trimmed
  std::string fingerprint;  ///< of rule, unit and code; the same wherever the code moves to in its file
  std::string diff;         ///< the fix, as a unified diff
};

struct Analysis {
  fs::path root;  ///< of the project
  int files = 0;
  int units = 0;
  double seconds = 0;
  bool profiled = false;                   ///< expected savings are shares of a measured workload
  std::vector<Opportunity> opportunities;  ///< most promising first
  std::vector<model::Refusal> refusals;
  std::vector<std::string> warnings;  ///< files with syntax errors, and the like
  int ignored = 0;                    ///< opportunities that comments in the code ask to leave alone
  int known = 0;                      ///< those that a baseline has
};

/// Reads code only; runs nothing unless the options name a workload. Uses all cores.
Result<Analysis> analyze(const Options& options, const Installation& installation, Observer& observer);

/// `velox.analyze/1`.
Json to_json(const Analysis& analysis);

/// Runs the workload under the profiler; the report's header, baseline and units are filled.
Result<Report> profile_target(const Options& options, const Installation& installation, Observer& observer);

}  // namespace velox::agents
