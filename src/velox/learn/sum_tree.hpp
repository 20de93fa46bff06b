// SPDX-License-Identifier: Apache-2.0
// Draws places in proportion to their weights in O(log n): a binary tree whose nodes are the sums of their children
// (Schaul et al., "Prioritized experience replay", 2016, appendix B.2.1). Nodes are always added up anew from their
// children and never adjusted by a difference, so that no rounding builds up and a tree that is rebuilt from its weights is the same to the bit.
// Not thread-safe.
#pragma once

#include <cstddef>
#include <vector>

namespace velox::learn {

class SumTree {
 public:
  /// REQUIRES: capacity > 0. All weights are 0.
  explicit SumTree(std::size_t capacity);

  /// REQUIRES: place < capacity; weight is finite and not negative.
  void set(std::size_t place, double weight);
  double weight(std::size_t place) const { return nodes_[leaves_ + place]; }
  double total() const { return nodes_[1]; }
  /// The place in whose stretch of [0, total()) `mass` lies. Never one of weight 0 while total() > 0, whatever `mass` is.
  std::size_t find(double mass) const;

 private:
  std::size_t leaves_;  // a power of two
  std::vector<double> nodes_;
};

}  // namespace velox::learn
