// SPDX-License-Identifier: Apache-2.0
// What an experiment concluded about a candidate, and the evidence for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/model/candidate.hpp"
#include "velox/model/growth.hpp"

namespace velox::model {

enum class VerdictKind { accepted, not_equivalent, slower, no_gain, inconclusive, unsafe, failed };
/// "accepted", "not-equivalent", "slower", "no-gain", "inconclusive", "unsafe", "failed".
const char* to_string(VerdictKind kind);
/// The other way; empty for another word.
std::optional<VerdictKind> verdict_kind(std::string_view name);

/// A ratio of times before/after (2.0 = twice as fast) with a 95 % interval.
struct Speedup {
  double estimate = 1;
  double low = 1;
  double high = 1;
  int pairs = 0;
};

/// What equivalence rests on: numbers of inputs and tests that agreed.
struct EquivalenceCounts {
  int captured = 0;
  int generated = 0;  ///< mutated and made from types
  int held_out = 0;
  int tests_run = 0;
  int tests_passed = 0;
  int whole_runs = 0;
  std::vector<std::string> opaque;  ///< types that could not be looked into
  int mutants = 0;                  ///< changed copies of the original that the inputs were shown; 0: not tried
  int mutants_killed = 0;           ///< of these, told apart from the original by an input
};

struct Verdict {
  VerdictKind kind = VerdictKind::failed;
  std::string reason;  ///< one sentence for a person; never empty
  Assurance assurance = Assurance::tested;
  std::vector<std::string> assumptions;
  EquivalenceCounts equivalence;
  std::optional<Speedup> speedup;    ///< from the duet that decided
  std::optional<Speedup> confirmed;  ///< held-out inputs, fresh processes; present when accepted
  double memory_ratio = 1;           ///< peak memory after / before
  double import_ratio = 1;           ///< import time after / before
  std::optional<Growth> growth;      ///< of a candidate that was about to be accepted
  int pairs = 0;
  double seconds = 0;  ///< what the experiment cost
  std::uint64_t seed = 0;
  bool more_time_decides = false;  ///< inconclusive: for want of time, or of a quieter machine
  bool accepted() const { return kind == VerdictKind::accepted; }
};

}  // namespace velox::model
