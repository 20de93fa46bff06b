// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/capture.hpp"

#include <gmock/gmock.h>

#include "velox/base/json_full.hpp"
#include "velox/profile/test_bench.hpp"
#include "velox/profile/tests.hpp"

namespace velox::profile {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::map<std::string, std::string> kShop = {
    {"shop.py",
     "def pick(rows, wanted):\n    return [row for row in rows if row in wanted]\n\n"
     "class Till:\n    def add(self, amount):\n        self.sum = getattr(self, 'sum', 0) + amount\n        return "
     "self.sum\n\n"
     "def count(n):\n    for i in range(n):\n        yield i\n\n"
     "def never():\n    return 1\n"},
    {"main.py",
     "import shop\nfor i in range(5):\n    shop.pick(['a', 'b'], ['b'])\nt = "
     "shop.Till()\nt.add(2)\nlist(shop.count(3))\n"},
    {"tests/test_shop.py",
     "import shop\ndef test_pick():\n    assert shop.pick([1], [1]) == [1]\ndef test_till():\n    assert "
     "shop.Till().add(2) == 2\n"
     "def test_bad():\n    assert shop.pick([1], []) == [2]\n"}};

const model::UnitId kPick{"shop.py", "pick"}, kAdd{"shop.py", "Till.add"}, kCount{"shop.py", "count"},
    kNever{"shop.py", "never"};

TEST(CaptureTest, RecordsCallsOfAWorkload) {
  TestBench bench(kShop, {"shop.py"});
  const TestProject kept(Files{});
  const Workload workload = bench.script("main.py");
  const auto captured =
      capture_calls(bench.setup(), {kPick, kAdd, kCount, kNever}, {&workload, nullptr}, kept.root() / "calls", {});
  ASSERT_TRUE(captured) << captured.error().describe();
  ASSERT_TRUE(captured->units.contains(kPick));
  EXPECT_FALSE(captured->units.contains(kNever));
  const UnitCapture& pick = captured->units.at(kPick);
  EXPECT_EQ(pick.observed.calls, 5u);
  EXPECT_EQ(pick.observed.not_replayable, "");
  EXPECT_EQ(pick.observed.params.at("rows").types.at("list"), 5u);
  EXPECT_TRUE(pick.observed.params.at("rows").elements.contains("str"));
  EXPECT_TRUE(pick.observed.params.at("wanted").hashable_elements);
  EXPECT_THAT(pick.observed.params.at("rows").sizes, ElementsAre(2, 2, 2));
  ASSERT_EQ(pick.calls.size(), 1u);
  EXPECT_GT(fs::file_size(pick.calls[0].first), 0u);
  const auto records = json::parse(pick.calls[0].second, "records");
  ASSERT_TRUE(records);
  EXPECT_FALSE(records->empty());
  EXPECT_EQ(captured->units.at(kAdd).observed.calls, 1u);
  EXPECT_EQ(captured->units.at(kCount).observed.kind, "generator");
  EXPECT_THAT(*read_file(bench.setup().root / "shop.py"), testing::Not(HasSubstr("velox")));
}

TEST(CaptureTest, RefusesAWorkloadThatFails) {
  TestBench bench({{"x.py", "def f(): return 1\nf()\nraise SystemExit(3)\n"}}, {"x.py"});
  const TestProject kept(Files{});
  const Workload workload = bench.script("x.py");
  const auto captured = capture_calls(bench.setup(), {{"x.py", "f"}}, {&workload, nullptr}, kept.root(), {});
  ASSERT_FALSE(captured);
  EXPECT_EQ(captured.error().code(), ErrorCode::target_failed);
}

TEST(CaptureTest, SelectsTheTestsThatRunAUnit) {
  TestBench bench(kShop, {"shop.py"});
  if (!bench.setup().python.has_pytest) GTEST_SKIP() << "this Python has no pytest";
  const auto tests = find_tests(bench.setup(), bench.selection(), bench.graph(), {});
  ASSERT_TRUE(tests) << tests.error().describe();
  ASSERT_TRUE(tests->has_value());
  const TestProject kept(Files{});
  const auto captured = capture_calls(bench.setup(), {kPick, kAdd}, {nullptr, &(*tests)->workload}, kept.root(), {});
  ASSERT_TRUE(captured) << captured.error().describe();
  EXPECT_THAT(captured->failing_tests, ElementsAre("tests/test_shop.py::test_bad"));
  EXPECT_THAT(tests_for(**tests, *captured, kPick).ids, ElementsAre("tests/test_shop.py::test_pick"));
  EXPECT_THAT(tests_for(**tests, *captured, kAdd).ids, ElementsAre("tests/test_shop.py::test_till"));
  EXPECT_TRUE(tests_for(**tests, *captured, kNever).argv.empty());
}

TEST(CaptureTest, RunsUnittestWhole) {
  auto files = kShop;
  files["tests/test_shop.py"] =
      "import shop, unittest\nclass TestShop(unittest.TestCase):\n    def test_pick(self):\n        "
      "self.assertEqual(shop.pick([1], [1]), [1])\n";
  TestBench bench(files, {"shop.py"});
  bench.setup().python.has_pytest = false;
  const auto tests = find_tests(bench.setup(), bench.selection(), bench.graph(), {});
  ASSERT_TRUE(tests && tests->has_value());
  const TestProject kept(Files{});
  const auto captured = capture_calls(bench.setup(), {kPick, kAdd}, {nullptr, &(*tests)->workload}, kept.root(), {});
  ASSERT_TRUE(captured) << captured.error().describe();
  EXPECT_TRUE(captured->tests_ok) << testing::PrintToString(captured->notes);
  EXPECT_FALSE(tests_for(**tests, *captured, kPick).argv.empty());
  EXPECT_TRUE(tests_for(**tests, *captured, kAdd).argv.empty());
}

TEST(CaptureTest, PutsGivenPathsAsideForIds) {
  TestBench bench(kShop, {"shop.py"});
  if (!bench.setup().python.has_pytest) GTEST_SKIP() << "this Python has no pytest";
  const auto tests = find_tests(bench.setup(), bench.selection(), bench.graph(), "pytest -x tests");
  ASSERT_TRUE(tests && tests->has_value());
  EXPECT_TRUE((*tests)->takes_ids);
  EXPECT_THAT((*tests)->workload.argv, testing::Contains("tests"));
  EXPECT_THAT((*tests)->base.argv, testing::Not(testing::Contains("tests")));
  EXPECT_THAT((*tests)->base.argv, testing::Contains("-x"));
}

}  // namespace
}  // namespace velox::profile
