// SPDX-License-Identifier: Apache-2.0
#include "velox/knowledge/similarity_index.hpp"

#include <hnswlib/hnswlib.h>

#include <algorithm>

namespace velox::knowledge {

namespace {

// The library's own defaults for links and for the breadth of building; a search looks at more than the few that are wanted.
constexpr std::size_t kLinks = 16;
constexpr std::size_t kBuildBreadth = 200;
constexpr std::size_t kSearchBreadth = 128;
constexpr std::size_t kSeed = 100;

}  // namespace

struct SimilarityIndex::Graph {
  explicit Graph(std::size_t expected)
      : space(kDimensions), points(&space, std::max<std::size_t>(expected, 1), kLinks, kBuildBreadth, kSeed) {
    points.setEf(kSearchBreadth);
  }
  hnswlib::InnerProductSpace space;  // distance is 1 minus the cosine, since vectors have length 1
  hnswlib::HierarchicalNSW<float> points;
  std::size_t count = 0;
};

SimilarityIndex::SimilarityIndex(std::span<const UnitVector> vectors)
    : graph_(std::make_unique<Graph>(vectors.size())) {
  for (const UnitVector& vector : vectors) graph_->points.addPoint(vector.data(), graph_->count++);
}
SimilarityIndex::~SimilarityIndex() = default;
SimilarityIndex::SimilarityIndex(SimilarityIndex&&) noexcept = default;
SimilarityIndex& SimilarityIndex::operator=(SimilarityIndex&&) noexcept = default;

std::size_t SimilarityIndex::size() const { return graph_->count; }

std::vector<Neighbour> SimilarityIndex::nearest(const UnitVector& vector, std::size_t count) const {
  std::vector<Neighbour> found;
  if (graph_->count == 0 || count == 0) return found;
  auto queue = graph_->points.searchKnn(vector.data(), std::min(count, graph_->count));
  for (; !queue.empty(); queue.pop()) found.push_back({queue.top().second, 1 - queue.top().first});
  std::ranges::sort(found, [](const Neighbour& a, const Neighbour& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.index < b.index;
  });
  return found;
}

}  // namespace velox::knowledge
