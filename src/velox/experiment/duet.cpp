// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/duet.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "velox/base/random.hpp"

namespace velox::experiment {

namespace {

constexpr double kShortestRun = 1e-7;  // seconds; keeps the ratio finite where a clock did not move

}  // namespace

Result<DuetResult> run_duet(PairSource& source, const DuetOptions& options) {
  Random random(options.seed);
  SequentialTest test(options.sequential);
  DuetResult result;
  std::vector<double> times_a;
  Side first = Side::a;
  double slowest_pair = 0;
  const auto more = [&] {
    return options.fixed_pairs ? test.pairs() < *options.fixed_pairs : test.decision() == Decision::undecided;
  };
  while (more()) {
    if (options.cancel != nullptr && options.cancel->cancelled()) return fail(ErrorCode::cancelled, "cancelled");
    if (options.deadline.left() <= slowest_pair) {
      result.out_of_time = true;
      break;
    }
    if (test.pairs() % 2 == 0) {
      first = random.coin() ? Side::a : Side::b;
    } else {
      first = first == Side::a ? Side::b : Side::a;
    }
    const double start = monotonic_seconds();
    const auto pair = VX_TRY(source.measure(first));
    if (!pair) {
      const FaultKind kind = pair.error().fault.kind;
      if (kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
      // A run that our own deadline cut short says nothing about its side.
      if (kind == FaultKind::timed_out && options.deadline.passed()) {
        result.out_of_time = true;
      } else {
        result.fault = pair.error();
      }
      break;
    }
    slowest_pair = std::max(slowest_pair, monotonic_seconds() - start);
    times_a.push_back(pair->a);
    test.add(std::log(std::max(pair->a, kShortestRun) / std::max(pair->b, kShortestRun)));
    if (options.progress) options.progress(test.pairs(), test.speedup());
  }
  result.decision = test.decision();
  result.speedup = test.speedup();
  result.gain_evidence = test.gain_evidence();
  if (!times_a.empty()) {
    const auto middle = times_a.begin() + static_cast<std::ptrdiff_t>(times_a.size() / 2);
    std::nth_element(times_a.begin(), middle, times_a.end());
    result.seconds_a = *middle;
  }
  return result;
}

}  // namespace velox::experiment
