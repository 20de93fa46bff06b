// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace velox::trainer {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ChartTest, DrawsPointsWhereTheyBelong) {
  // The plane is 64 to 830 across and 260 to 34 down; both ranges begin at 0.
  const std::string svg = draw({"t", "x", {{"a", Stroke::line, {{0, 0}, {50, 5}, {100, 10}}}}, {}});
  EXPECT_THAT(svg, HasSubstr("points='64.0,260.0 447.0,147.0 830.0,34.0 '"));
}

TEST(ChartTest, LeavesOutWhatIsNoNumberAndBearsNoPointsAtAll) {
  const std::string svg = draw({"t", "x", {{"a", Stroke::dots, {{0, NAN}, {1, 1}}}, {"b", Stroke::line, {}}}, {}});
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, HasSubstr("<circle cx='830.0' cy='34.0'"));
  EXPECT_THAT(draw({"t", "x", {}, {}}), HasSubstr("</svg>"));
}

TEST(ChartTest, EscapesTexts) {
  EXPECT_THAT(page("a < b & c", "<script>", {}), HasSubstr("<h1>a &lt; b &amp; c</h1><p>&lt;script&gt;</p>"));
}

TEST(ChartTest, MeansLookBackOnly) {
  const auto means = running_mean({{1, 2}, {2, 4}, {3, 6}}, 2);
  EXPECT_EQ(means, (std::vector<std::pair<double, double>>{{1, 2}, {2, 3}, {3, 5}}));
}

}  // namespace
}  // namespace velox::trainer
