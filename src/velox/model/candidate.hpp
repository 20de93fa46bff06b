// SPDX-License-Identifier: Apache-2.0
// A concrete patch that a strategy proposes for one unit, before anybody judged it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "velox/model/span.hpp"
#include "velox/model/unit.hpp"

namespace velox::model {

/// How equivalence is known, strongest first.
enum class Assurance {
  proven,   ///< the static conditions of the rule hold for every program
  tested,   ///< tests, replay and generated inputs agree
  observed  ///< leans on facts seen only at run time; each is listed as an assumption
};
const char* to_string(Assurance assurance);
/// The weaker of two.
Assurance weaker(Assurance a, Assurance b);

/// How a candidate may be judged.
enum class Judging {
  calls,     ///< replayed calls, each on fresh arguments
  sequence,  ///< keeps state between calls (a cache): only the recorded sequence from a cold start, or the workload
  workload   ///< changes more than one unit's body (class level, module level): only whole runs
};
const char* to_string(Judging judging);

struct Candidate {
  std::string id;        ///< short hash of strategy, unit and edits
  std::string strategy;  ///< rule id
  UnitId unit;
  std::string file;                         ///< relative to the root; all edits are in this file
  std::vector<Edit> edits;                  ///< against the file's current bytes, sorted, not overlapping
  Assurance assurance = Assurance::tested;  ///< the most that can be claimed if the experiment agrees
  std::vector<std::string> assumptions;     ///< in words, for `observed`
  Judging judging = Judging::calls;
  std::string why;                      ///< why it is faster, one or two sentences for a person
  std::string cost_before, cost_after;  ///< "O(n*m)", "O(n + m)"; empty when the class does not change
  double expected_factor = 1;           ///< expected speed-up of the code it replaces (prior, from the rule's page)
  std::uint32_t line = 0;               ///< where it acts, for reports and for weighing by line cost
  double expected_saving = 0;           ///< share of the workload's time (Amdahl); set by the pipeline
  bool placebo = false;                 ///< changes nothing that matters; must never be accepted
};

/// A place where a rule's pattern matched but a condition did not hold: shown as refused, with the reason.
struct Refusal {
  std::string strategy;
  UnitId unit;
  std::uint32_t line = 0;
  std::string reason;
};

}  // namespace velox::model
