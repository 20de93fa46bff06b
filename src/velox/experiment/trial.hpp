// SPDX-License-Identifier: Apache-2.0
// One candidate's way through the stages. The judge keeps what is shared between candidates (sides, caches, the count of
// tries); a trial lives for one judgement and only ever writes its own verdict.
//
// Order, cheapest first: static safety (done by the judge before), equivalence, tests when they are quick, duet, tests when
// they are slow, confirmation in fresh processes on inputs that were not used before. The first stage that says no ends it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "velox/experiment/adequacy.hpp"
#include "velox/experiment/call_duet.hpp"
#include "velox/experiment/equivalence.hpp"
#include "velox/experiment/false_discovery.hpp"
#include "velox/experiment/judge.hpp"
#include "velox/experiment/scaling.hpp"
#include "velox/experiment/side.hpp"

namespace velox::experiment {

/// What is known of side A; cleared whenever A changes.
struct BaseMemory {
  struct UnitCase {
    Inputs inputs;
    std::optional<Answer<Reference>> reference;
    std::optional<Ladder> ladder;
    std::optional<Answer<Adequacy>> adequacy;  ///< of all inputs; measured when a candidate gets that far
  };
  std::map<std::string, UnitCase> units;
  std::map<std::string, TestRun> tests;
  std::optional<WholeReference> whole;
};

class Trial {
 public:
  struct Context {
    const Setting& setting;
    SideFolder& a;
    SideFolder& b;
    BaseMemory& memory;
    FalseDiscoveryControl& discoveries;
    std::optional<int> cpu;
    std::uint64_t seed;
    std::vector<std::string> changed;  ///< the files in which the sides differ
  };

  Trial(Context context, const model::Candidate& candidate, const UnitEvidence& evidence, Deadline deadline,
        const std::function<void(const Progress&)>& progress);
  Result<model::Verdict> judge();

 private:
  enum class Route { calls, sequence, whole };
  /// A stage: true to go on, false when the verdict stands.
  using Step = Result<bool>;

  Step all_stages();
  Step all_but_timed();
  Step prepare_route();
  Result<void> observe_original(BaseMemory::UnitCase& known);
  Step fall_back_to_whole(const std::string& why);
  Step equivalence();
  Step equivalence_by_calls();
  Step equivalence_by_sequence();
  Step equivalence_by_whole_runs();
  Step tests();
  Step duet();
  Step break_tie();
  Step confirmation();
  Step compare_held_out();
  Step check_measurement(const DuetResult& result, const char* what);
  Step gates();
  Step scaling();  // this and the next: scaling_stage.cpp
  Step refuse_loss(const Ladder& ladder, const Scaling& found);
  Step accept(const DuetResult& confirmed);
  Step last_comparisons();
  Step adequacy();
  Step compare_witnesses(const Adequacy& found);
  Step compare_named_values();
  Result<void> compare_other_types();

  bool stop(model::VerdictKind kind, std::string reason);
  bool undecided(std::string reason);  ///< inconclusive, and more time, or a quieter machine, decides
  void report(Stage stage, std::string note, int pairs = 0, const model::Speedup& speedup = {}) const;
  Result<DuetResult> measure(Stage stage, std::optional<int> fixed_pairs, Deadline deadline, std::uint64_t seed);
  Batch batch_for(bool confirming) const;
  CallPlan plan_for(bool confirming, std::uint64_t seed, Deadline deadline);
  void take_gauges(const SideGauges& a, const SideGauges& b);
  int confirmation_pairs() const;
  Result<const TestRun*> tests_of_a();
  Result<const WholeReference*> whole_of_a();
  std::string agreement() const;
  BaseMemory::UnitCase& unit_case() const;
  const Reference& reference() const;

  Context context_;
  const model::Candidate& candidate_;
  const UnitEvidence& evidence_;
  Deadline deadline_;
  const std::function<void(const Progress&)>& progress_;
  model::Verdict verdict_;
  Route route_ = Route::calls;
  DuetResult duet_;
  double pair_seconds_ = 0;
  std::optional<TestRun> tests_of_b_;
  bool tests_done_ = false;
  SideGauges gauges_a_, gauges_b_;
  ReuseWatch reuse_;  // over all duets of the candidate
};

}  // namespace velox::experiment
