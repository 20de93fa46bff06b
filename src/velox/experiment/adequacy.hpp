// SPDX-License-Identifier: Apache-2.0
// How much the inputs that a candidate agreed on would have noticed: mutation adequacy (DeMillo, Lipton, Sayward, "Hints on
// test data selection", 1978) of the inputs, measured on the original.
//
// Problem: "412 inputs agree" means little when all of them take the same path. Idea: small faults are put into copies of the
// original, and the share of them that at least one input tells apart is told with the verdict. Where too many live, inputs
// are made until some die, and those inputs are witnesses that a candidate has to agree on as well.
// Copies that compile to the same code are not counted (trivial compiler equivalence, Papadakis et al., ICSE 2015).
// Limits: other equivalent mutants stay in the count, so 100 % is not always within reach. Tests are not shown the copies.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "velox/base/clock.hpp"
#include "velox/experiment/equivalence.hpp"
#include "velox/experiment/mutants.hpp"

namespace velox::experiment {

/// With fewer copies than this, a share says too little to lower an assurance for.
inline constexpr int kLeastMutants = 8;
/// Below this share of killed mutants the inputs are too few for `tested` (docs/results/adequacy.md says why this one).
inline constexpr double kAdequateShare = 0.6;

struct AdequacyOptions {
  std::uint64_t seed = 0;
  std::size_t mutants = 60;  ///< at most, sampled
  int rounds = 2;            ///< of making inputs against survivors
  int made = 40;             ///< inputs a round
  Deadline deadline;
};

struct OperatorCount {
  int mutants = 0, killed = 0;
};

struct Adequacy {
  int mutants = 0;    ///< run to an end; those that compile to the unit's own code are not among them
  int killed = 0;     ///< told apart from the original by an input
  int timed_out = 0;  ///< of `killed`: by never ending
  std::map<std::string, OperatorCount> by_operator;
  std::vector<Mutant> survivors;
  std::vector<Expected> witnesses;  ///< made inputs that killed what all others left alive, with the original's answer
  double seconds = 0;
  double share() const { return mutants == 0 ? 1 : static_cast<double>(killed) / mutants; }
  /// Whether too few are killed for the inputs to count as a test.
  bool weak() const { return mutants >= kLeastMutants && share() < kAdequateShare; }
};

/// `source`: the file of the unit on side A. `inputs`: what candidates are compared on. Takes little longer than the
/// deadline; then fewer mutants were run. The inner fault: A can't be run in this way, so that nothing is known.
Result<Answer<Adequacy>> measure_adequacy(const WorkerSpec& a, const std::string& source, const model::Unit& unit,
                                          const std::vector<const Expected*>& inputs, const AdequacyOptions& options);

}  // namespace velox::experiment
