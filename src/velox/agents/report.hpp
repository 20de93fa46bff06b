// SPDX-License-Identifier: Apache-2.0
// Everything that one `optimize` found out, for the terminal, for JSON and for the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "velox/base/json.hpp"
#include "velox/experiment/verified_patch.hpp"
#include "velox/model/candidate.hpp"
#include "velox/model/profile.hpp"
#include "velox/model/verdict.hpp"

namespace velox::agents {

/// A candidate that was judged.
struct Attempt {
  model::Candidate candidate;
  model::Verdict verdict;
  std::string patch;  ///< id of the patch when accepted
};

/// A unit that was looked at, in order of its share.
struct UnitReport {
  model::HotSpot spot;
  std::vector<Attempt> attempts;
  std::vector<model::Refusal> refusals;
  int below_assurance = 0;  ///< of the refusals: what fits, but promises less than was asked for
  std::string note;         ///< why nothing was tried, when so ("not replayable: ..."; "below 1 % of the time")
};

struct Report {
  std::string run;     ///< id
  std::string target;  ///< as typed
  std::string root;
  std::string python;    ///< "CPython 3.11.2"
  std::string sandbox;   ///< description
  std::string workload;  ///< description
  std::string policy;    ///< that chose what to try: "expected", or the name of a trained one
  std::uint64_t seed = 0;
  double budget_s = 0;
  double elapsed_s = 0;
  model::Baseline baseline;
  double noise = 0;  ///< relative spread of the baseline's CPU time
  std::vector<UnitReport> units;
  std::vector<experiment::VerifiedPatch> patches;  ///< in the order they build on each other
  std::optional<model::Verdict> whole;             ///< the workload with all patches against the one without
  int placebo_run = 0;
  int placebo_accepted = 0;
  std::string combined_diff;          ///< all patches as one unified diff from the root
  std::vector<std::string> warnings;  ///< skipped files, failing tests, unstable output
  bool out_of_time = false;           ///< the budget ended before every candidate was tried
  bool applied = false;
};

/// The document `velox.optimize/1`; schemas/velox.optimize-1.json describes it.
Json to_json(const Report& report);

/// The objects `speedup` (null when there is none) and `equivalence` of all documents.
Json speedup_json(const std::optional<model::Speedup>& speedup);
Json equivalence_json(const model::EquivalenceCounts& counts);
/// What every document says of a verdict: kind, reason, assurance and what it leans on, counts, speed-ups, memory.
Json verdict_json(const model::Verdict& verdict);

/// The `patches[]` object for one patch of the report. `whole` is null unless the workload was measured with this patch alone.
Json patch_json(const experiment::VerifiedPatch& patch, const std::optional<model::Verdict>& whole);

}  // namespace velox::agents
