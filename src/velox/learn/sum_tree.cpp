// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/sum_tree.hpp"

#include <bit>

namespace velox::learn {

SumTree::SumTree(std::size_t capacity) : leaves_(std::bit_ceil(capacity)), nodes_(2 * leaves_, 0.0) {}

void SumTree::set(std::size_t place, double weight) {
  std::size_t node = leaves_ + place;
  nodes_[node] = weight;
  for (node /= 2; node > 0; node /= 2) nodes_[node] = nodes_[2 * node] + nodes_[2 * node + 1];
}

std::size_t SumTree::find(double mass) const {
  std::size_t node = 1;
  while (node < leaves_) {
    const double left = nodes_[2 * node];
    const double right = nodes_[2 * node + 1];
    // Rounding can carry `mass` past the last weight: an empty half is never entered.
    if ((mass < left && left > 0) || right <= 0) {
      node = 2 * node;
    } else {
      mass -= left;
      node = 2 * node + 1;
    }
  }
  return node - leaves_;
}

}  // namespace velox::learn
