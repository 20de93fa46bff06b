// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "velox/base/random.hpp"
#include "velox/knowledge/advice.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::knowledge {
namespace {

UnitVector vector_of_text(const std::string& text) {
  const auto module = source::ParsedModule::parse(text, "m.py");
  return vector_of(module->definition(module->units().front()));
}

constexpr const char* kMembership =
    "def f(first, second):\n    known = list(first)\n    out = []\n    for name in second:\n        if name in known:\n"
    "            out.append(name)\n    return out\n";

TEST(UnitVector, DoesNotDependOnNamesLayoutOrComments) {
  const char* other =
      "def g(a, b):\n  # a comment\n  seen = list(a)\n  r = []\n  for x in b:\n    if (x in\n        seen):\n"
      "      r.append(x)\n  return r\n";
  EXPECT_NEAR(similarity(vector_of_text(kMembership), vector_of_text(kMembership)), 1, 1e-5);
  EXPECT_GT(similarity(vector_of_text(kMembership), vector_of_text(other)), 0.95);
}

TEST(UnitVector, TellsBuildsApart) {
  const auto membership = vector_of_text(kMembership);
  const auto variant = vector_of_text(
      "def f(rows, names):\n    found = 0\n    for row in rows:\n        if row in names:\n            found += 1\n    "
      "return found\n");
  const auto text = vector_of_text(
      "def f(rows):\n    s = ''\n    while rows:\n        s += '%s,' % rows.pop()\n    return s.strip().upper()\n");
  EXPECT_GT(similarity(membership, variant), similarity(membership, text) + 0.2);
}

TEST(UnitVector, OfNothingIsZero) {
  const auto vector = vector_of_text("def f():\n    pass\n");
  EXPECT_LE(similarity(vector, vector), 1.0001);
  EXPECT_EQ(write_vector(UnitVector{}).size(), 2 * kDimensions);
}

TEST(UnitVector, SurvivesWriting) {
  const auto vector = vector_of_text(kMembership);
  const auto read = read_vector(write_vector(vector));
  ASSERT_TRUE(read);
  EXPECT_GT(similarity(vector, *read), 0.999);
  EXPECT_FALSE(read_vector("00"));
  EXPECT_FALSE(read_vector(std::string(2 * kDimensions, 'x')));
  EXPECT_FALSE(read_vector(std::string(2 * kDimensions, 'f'))) << "beyond the steps";
}

UnitVector random_vector(Random& random) {
  UnitVector vector{};
  float length = 0;
  for (float& x : vector) {
    x = static_cast<float>(random.uniform() - 0.5);
    length += x * x;
  }
  for (float& x : vector) x /= std::sqrt(length);
  return vector;
}

TEST(SimilarityIndex, FindsWhatLookingAtAllFinds) {
  Random random(7);
  std::vector<UnitVector> vectors;
  for (int i = 0; i < 2000; ++i) vectors.push_back(random_vector(random));
  const SimilarityIndex index(vectors);
  int same = 0;
  for (int i = 0; i < 50; ++i) {
    const UnitVector wanted = random_vector(random);
    std::vector<std::pair<float, std::size_t>> all;
    for (std::size_t k = 0; k < vectors.size(); ++k) all.emplace_back(-similarity(wanted, vectors[k]), k);
    std::ranges::sort(all);
    std::set<std::size_t> nearest;
    for (int k = 0; k < 10; ++k) nearest.insert(all[static_cast<std::size_t>(k)].second);
    for (const auto& neighbour : index.nearest(wanted, 10)) same += static_cast<int>(nearest.count(neighbour.index));
  }
  EXPECT_GE(same, 400) << "of 500: random points in many dimensions are the hardest case";
}

TEST(SimilarityIndex, OfNothingFindsNothing) { EXPECT_TRUE(SimilarityIndex({}).nearest(UnitVector{}, 3).empty()); }

model::Case make_case(const char* strategy, model::VerdictKind verdict, double gain) {
  model::Case known;
  known.strategy = strategy;
  known.verdict = verdict;
  known.gain = gain;
  known.seconds = 2;
  return known;
}

TEST(Advice, OrdersByWhatIsToBeExpected) {
  using enum model::VerdictKind;
  const std::vector<model::Case> cases{make_case("sure", accepted, 0.5),     make_case("sure", accepted, 0.7),
                                       make_case("rare", accepted, 0.9),     make_case("rare", no_gain, 0),
                                       make_case("rare", not_equivalent, 0), make_case("cut", inconclusive, 0)};
  const std::vector<Neighbour> all{{0, 1.0F}, {1, 0.9F}, {2, 1.0F}, {3, 1.0F}, {4, 0.8F}, {5, 1.0F}};
  const auto advice = advise(cases, all);
  ASSERT_EQ(advice.size(), 2U);
  EXPECT_EQ(advice[0].strategy, "sure");
  EXPECT_NEAR(advice[0].gain, 0.6, 1e-9);
  EXPECT_EQ(advice[0].most_similar, 0U);
  EXPECT_EQ(advice[1].cases, 3);
  EXPECT_NEAR(advice[1].chance, 1 / 2.6, 1e-6);
  EXPECT_LT(advice[1].low, advice[1].chance);
  EXPECT_GT(advice[1].high, advice[1].chance);
}

TEST(Advice, LeavesOutWhatIsNotSimilar) {
  const std::vector<model::Case> cases{make_case("far", model::VerdictKind::accepted, 1)};
  const std::vector<Neighbour> far{{0, 0.4F}};
  EXPECT_TRUE(advise(cases, far).empty());
}

}  // namespace
}  // namespace velox::knowledge
