// SPDX-License-Identifier: Apache-2.0
// Runs two things at once, each in its own thread of ours, until both have ended.
//
// Problem: a shared machine changes its speed by a third and more within seconds, so two runs one after the other differ by that.
// Idea: both programs run at the same time on the same CPU, where the scheduler gives them slices of some milliseconds in
// turn; whatever slows the machine then slows both, and the CPU time of each is their own (Bulej et al., "Duet benchmarking:
// improving measurement accuracy in the cloud", ICPE 2020). Two equal programs of a second on a busy machine: ratios of runs in turn
// had a standard deviation of 14 %, of runs at once 1 to 2 %.
// Limits: only for programs that compute. They share the CPU's caches: what one evicts, the other loads again.
#pragma once

#include <future>
#include <utility>

namespace velox::experiment {

/// {f(), g()}. Neither may throw.
template <typename F, typename G>
auto run_together(F&& f, G&& g) {
  auto other = std::async(std::launch::async, std::forward<G>(g));
  auto one = std::forward<F>(f)();
  return std::pair(std::move(one), other.get());
}

}  // namespace velox::experiment
