// SPDX-License-Identifier: Apache-2.0
// The last look at a candidate that is about to be accepted: other sizes than the recorded ones (scaling.hpp).
//
// What it may decide (docs/decisions/0005): a difference on a scaled input is a difference. A loss at sizes that the
// workload really uses - half of A's time, or half of the calls and a tenth of the time - refuses the candidate when a duet
// on the recorded calls of these sizes confirms it. Everything else is told and decides nothing, least of all a gain.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "velox/experiment/scaling.hpp"
#include "velox/experiment/trial.hpp"

namespace velox::experiment {

namespace {

constexpr double kShare = 0.15;     // of the time left
constexpr double kMostSeconds = 4;  // for both sides
constexpr double kLeastSeconds = 0.8;
constexpr double kLadderShare = 0.6;  // of that, for side A's part, which is made once
constexpr double kUsedTime = 0.5, kUsedCalls = 0.5, kUsedCallsTime = 0.1;
constexpr double kLostFactor = 0.97;
constexpr int kLossPairs = 6;
constexpr double kBatchSeconds = 0.010, kLongestBatch = 0.03;

double size_of(const Input& input, const Ladder& ladder) {
  return std::max(ladder.typical * std::exp2(input.bucket - ladder.bucket), 1.0);
}

// By how far their size is from the median call's; of one size, those of middling cost first.
std::vector<const Input*> most_typical(const Reference& known, double longest_s) {
  std::vector<const Expected*> all;
  for (const auto* list : {&known.train, &known.held_out}) {
    for (const Expected& expected : *list) all.push_back(&expected);
  }
  std::ranges::stable_sort(all, {}, [](const Expected* one) { return std::pair(one->input.bucket, one->seconds); });
  double calls = 0, seen = 0;
  for (const Expected* one : all) calls += one->input.frequency;
  std::size_t middle = 0;
  while (middle < all.size() && (seen += all[middle]->input.frequency) < calls / 2) ++middle;
  std::vector<const Input*> order;
  // Outwards from the middle, larger ones first.
  for (std::size_t step = 0; step < all.size(); ++step) {
    for (const std::size_t at : {middle + step, middle - step}) {
      if (at < all.size() && (step > 0 || order.empty()) && all[at]->seconds < longest_s)
        order.push_back(&all[at]->input);
    }
  }
  return order;
}

std::vector<RecordedSize> recorded_sizes(const Reference& known, const Ladder& ladder) {
  std::vector<RecordedSize> sizes;
  for (const auto* list : {&known.train, &known.held_out}) {
    for (const Expected& expected : *list) sizes.push_back({size_of(expected.input, ladder), expected.input.frequency});
  }
  return sizes;
}

}  // namespace

Trial::Step Trial::scaling() {
  if (candidate_.placebo) return true;
  model::Growth& growth = verdict_.growth.emplace();
  if (route_ != Route::calls) {
    growth.skipped = route_ == Route::sequence ? "it keeps state between calls" : "only whole runs are compared";
    return true;
  }
  const double seconds = std::min(deadline_.left() * kShare, kMostSeconds);
  if (seconds < kLeastSeconds) {
    growth.skipped = "no time was left";
    return true;
  }
  report(Stage::confirmation, "other sizes");
  ScalingOptions options;
  options.seed = context_.seed;
  options.deadline = deadline_.sooner(seconds);
  auto& ladder = unit_case().ladder;
  if (!ladder) {
    ScalingOptions first = options;
    first.deadline = deadline_.sooner(seconds * kLadderShare);
    ladder =
        VX_TRY(build_ladder(context_.a.worker(evidence_, context_.cpu), most_typical(reference(), seconds / 8), first));
  }
  Scaling found;
  if (ladder->skipped.empty())
    found = VX_TRY(measure_scaling(*ladder, context_.a.worker(evidence_, context_.cpu),
                                   context_.b.worker(evidence_, context_.cpu), options));
  if (found.difference)
    return stop(model::VerdictKind::not_equivalent,
                fmt::format("on inputs of other sizes the changed code {}", *found.difference));
  verdict_.equivalence.generated += found.agreed;
  growth = growth_of(*ladder, found);
  return growth.skipped.empty() ? refuse_loss(*ladder, found) : Step(true);
}

Trial::Step Trial::refuse_loss(const Ladder& ladder, const Scaling& found) {
  const Weighed weighed = weigh(found.sizes, recorded_sizes(reference(), ladder));
  const bool used =
      weighed.time_lost >= kUsedTime || (weighed.calls_lost >= kUsedCalls && weighed.time_lost >= kUsedCallsTime);
  const std::string shares = fmt::format("{:.0f} % of the recorded calls and {:.0f} % of their time",
                                         weighed.calls_lost * 100, weighed.time_lost * 100);
  verdict_.growth->calls_lost = weighed.calls_lost;
  verdict_.growth->time_lost = weighed.time_lost;
  if (!used) return true;
  CallPlan plan = plan_for(false, context_.seed + 5, deadline_);
  plan.inputs.clear();
  std::vector<InputCost> costs;
  for (const auto* list : {&reference().train, &reference().held_out}) {
    for (const Expected& expected : *list) {
      const std::vector<RecordedSize> one = {{size_of(expected.input, ladder), 1}};
      if (weigh(found.sizes, one).ratio > kLostFactor) continue;
      costs.push_back({&expected.input, expected.seconds});
      plan.inputs.push_back(expected.input);
    }
  }
  if (costs.empty()) return true;
  plan.batch = plan_batch(costs, kBatchSeconds, kLongestBatch, context_.seed).inputs;
  LiveCalls source(std::move(plan));
  DuetOptions options;
  options.fixed_pairs = kLossPairs;
  options.seed = context_.seed + 5;
  options.deadline = deadline_;
  options.cancel = context_.setting.cancel;
  const DuetResult duet = VX_TRY(run_duet(source, options));
  if (duet.fault || duet.speedup.pairs < kLossPairs || duet.speedup.high >= 1) return true;
  return stop(model::VerdictKind::no_gain,
              fmt::format("it gains on the whole, but where {} are, it is slower: ×{:.2f} [{:.2f}, {:.2f}] in {} pairs",
                          shares, duet.speedup.estimate, duet.speedup.low, duet.speedup.high, duet.speedup.pairs));
}

}  // namespace velox::experiment
