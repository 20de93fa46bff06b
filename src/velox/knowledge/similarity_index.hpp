// SPDX-License-Identifier: Apache-2.0
// Finds the vectors nearest to one: hnswlib's graph (Malkov, Yashunin, "Efficient and robust approximate nearest neighbor
// search using hierarchical navigable small world graphs", 2016). Built in memory from what the store has, with a fixed seed. Read by
// several threads at once.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "velox/knowledge/unit_vector.hpp"

namespace velox::knowledge {

struct Neighbour {
  std::size_t index = 0;  ///< into what the index was built from
  float similarity = 0;   ///< cosine
};

class SimilarityIndex {
 public:
  explicit SimilarityIndex(std::span<const UnitVector> vectors);
  ~SimilarityIndex();
  SimilarityIndex(SimilarityIndex&&) noexcept;
  SimilarityIndex& operator=(SimilarityIndex&&) noexcept;

  /// At most `count`, the most similar first; of equal ones the earliest.
  std::vector<Neighbour> nearest(const UnitVector& vector, std::size_t count) const;
  std::size_t size() const;

 private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

}  // namespace velox::knowledge
