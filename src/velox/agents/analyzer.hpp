// SPDX-License-Identifier: Apache-2.0
// The use cases `analyze` and `profile`: where an improvement is likely, without judging any.
#pragma once

#include <string>
#include <vector>

#include "velox/agents/file_findings.hpp"
#include "velox/agents/survey.hpp"
#include "velox/base/json.hpp"

namespace velox::agents {

struct Analysis {
  fs::path root;  ///< of the project
  int files = 0;
  int units = 0;
  double seconds = 0;
  bool profiled = false;                   ///< expected savings are shares of a measured workload
  std::vector<Opportunity> opportunities;  ///< most promising first
  std::vector<model::Refusal> refusals;    ///< by file
  std::vector<std::string> warnings;       ///< files with syntax errors, and the like
  int ignored = 0;                         ///< opportunities that comments in the code ask to leave alone
  int known = 0;                           ///< those that a baseline has
};

enum class Caching { yes, no };

/// Reads code only; runs nothing unless the options name a workload. Uses all cores. With a cache (findings_cache.hpp) the same is
/// found, sooner; it is left alone when a workload or single functions are named.
Result<Analysis> analyze(const Options& options, Caching caching, const Installation& installation, Observer& observer);

/// `velox.analyze/1`.
Json to_json(const Analysis& analysis);

/// Runs the workload under the profiler; the report's header, baseline and units are filled.
Result<Report> profile_target(const Options& options, const Installation& installation, Observer& observer);

}  // namespace velox::agents
