// SPDX-License-Identifier: Apache-2.0
// The same work on many items, on all cores.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace velox {

/// Calls `work(i)` once for every i below `count`, in rising order but several at a time, and waits for the last. `work` must not
/// throw.
template <typename Work>
void in_parallel(std::size_t count, Work&& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i);
  };
  const auto cores = std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), count);
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < cores; ++i) helpers.emplace_back(run);
  run();
}

}  // namespace velox
