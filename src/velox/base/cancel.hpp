// SPDX-License-Identifier: Apache-2.0
// A flag that long work looks at. Set from a signal handler or another thread; safe from both.
#pragma once

#include <atomic>

namespace velox {

class CancelToken {
 public:
  void cancel() noexcept { flag_.store(true, std::memory_order_relaxed); }
  bool cancelled() const noexcept { return flag_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> flag_{false};
};

}  // namespace velox
