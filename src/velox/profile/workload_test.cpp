// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/workload.hpp"

#include <gmock/gmock.h>

#include "velox/profile/test_bench.hpp"

namespace velox::profile {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kWork = "def work(n: int = 3) -> int:\n    return sum(i * i for i in range(200000))\n";

Result<Chosen> choose(TestBench& bench, const std::optional<std::string>& command = {}) {
  auto offers = find_workloads(bench.setup(), bench.selection(), bench.graph(), {.command = command, .timeout_s = 30});
  if (!offers) return std::unexpected(offers.error());
  return choose_workload(bench.setup(), *offers, bench.selection().files, {});
}

WorkloadKind kind_for(const std::map<std::string, std::string>& files, const std::string& target) {
  TestBench bench(files, {target});
  const auto chosen = choose(bench);
  EXPECT_TRUE(chosen) << chosen.error().describe();
  return chosen ? chosen->kind : WorkloadKind::given;
}

TEST(WorkloadTest, TakesTheMainPart) {
  TestBench bench({{"x.py", std::string(kWork) + "if __name__ == '__main__':\n    for _ in range(5): work()\n"}},
                  {"x.py"});
  const auto chosen = choose(bench);
  ASSERT_TRUE(chosen) << chosen.error().describe();
  EXPECT_EQ(chosen->kind, WorkloadKind::main_part);
  EXPECT_EQ(chosen->describe(), "x.py's __main__ part");
  EXPECT_EQ(chosen->profile.spots.front().unit.qualname, "work");
}

TEST(WorkloadTest, RunsAPackagesModuleAsOne) {
  EXPECT_EQ(
      kind_for(
          {{"setup.py", ""},
           {"p/__init__.py", ""},
           {"p/h.py", kWork},
           {"p/x.py",
            "from .h import work\ndef go():\n    for _ in range(5): work()\nif __name__ == '__main__':\n    go()\n"}},
          "p/h.py::work"),
      WorkloadKind::hints)
      << "x.py was not asked for and h.py has no main part";
  EXPECT_EQ(kind_for({{"setup.py", ""},
                      {"p/__init__.py", ""},
                      {"p/h.py", kWork},
                      {"p/x.py",
                       "from .h import work\ndef go():\n    return [i * i for i in range(800000)], work()\nif __name__ "
                       "== '__main__':\n    go()\n"}},
                     "p/x.py"),
            WorkloadKind::main_part);
}

TEST(WorkloadTest, PassesOverAMainPartThatWantsArguments) {
  TestBench bench({{"x.py", std::string(kWork) + "if __name__ == '__main__':\n    import sys\n    work(sys.argv[1])\n"},
                   {"test_x.py",
                    "import x, unittest\nclass TestX(unittest.TestCase):\n    def test_work(self):\n        "
                    "self.assertTrue([x.work() for _ in range(5)])\n"}},
                  {"x.py"});
  const auto chosen = choose(bench);
  ASSERT_TRUE(chosen) << chosen.error().describe();
  EXPECT_EQ(chosen->kind, WorkloadKind::tests);
  EXPECT_THAT(chosen->describe(), HasSubstr("test_x.py, which tests x.py"));
  EXPECT_THAT(chosen->describe(), HasSubstr("IndexError"));
}

TEST(WorkloadTest, RunsScriptsDoctestsAndHints) {
  EXPECT_EQ(kind_for({{"x.py", std::string(kWork) + "for _ in range(3):\n    work()\n"}}, "x.py"),
            WorkloadKind::script);
  EXPECT_EQ(kind_for({{"x.py",
                       "def work():\n    \"\"\"\n    >>> work() > 0\n    True\n    \"\"\"\n    return sum(i * i for i "
                       "in range(90000))\n"}},
                     "x.py"),
            WorkloadKind::doctests);
  EXPECT_EQ(
      kind_for({{"x.py", "def work(rows: list[int]) -> int:\n    return sum(i * i for i in rows for _ in range(9))\n"}},
               "x.py"),
      WorkloadKind::hints);
}

TEST(WorkloadTest, FindsTestsOfASourceFolderThatIsNotInstalled) {
  EXPECT_EQ(kind_for({{"pyproject.toml", ""},
                      {"src/p/__init__.py", ""},
                      {"src/p/x.py", "def work():\n    return sum(i * i for i in range(900000))\n"},
                      {"tests/test_x.py",
                       "import unittest\nfrom p.x import work\nclass TestX(unittest.TestCase):\n    def "
                       "test_work(self):\n        self.assertTrue(work())\n"}},
                     "src/p/x.py"),
            WorkloadKind::tests);
}

TEST(WorkloadTest, ListsWhatItTried) {
  TestBench bench({{"x.py", "def f(): pass\nif __name__ == '__main__':\n    raise ValueError('broken')\n"}}, {"x.py"});
  const auto chosen = choose(bench);
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().code(), ErrorCode::target_failed);
  EXPECT_THAT(chosen.error().message(), HasSubstr("x.py's __main__ part"));
  EXPECT_THAT(chosen.error().message(), HasSubstr("ValueError: broken"));
  EXPECT_THAT(chosen.error().hint(), HasSubstr("--workload"));
}

TEST(WorkloadTest, RunsAGivenCommandWithTheTargetsInterpreter) {
  TestBench bench({{"x.py", std::string(kWork) + "def go():\n    work()\n"}}, {"x.py"});
  const auto chosen = choose(bench, "N=3 python3 -c 'import x, os; assert os.environ[\"N\"] == \"3\"; x.work()'");
  ASSERT_TRUE(chosen) << chosen.error().describe();
  EXPECT_EQ(chosen->kind, WorkloadKind::given);
  EXPECT_EQ(chosen->workload.argv.front(), bench.setup().python.executable.string());
}

TEST(WorkloadTest, RunsAGivenScriptAlone) {
  TestBench bench({{"x.py", kWork}, {"bench.py", "import x\nx.work()\n"}}, {"x.py"});
  const auto workload = command_workload(bench.setup(), "bench.py 7", "it");
  ASSERT_TRUE(workload);
  EXPECT_THAT(workload->argv, ElementsAre(bench.setup().python.executable.string(), "bench.py", "7"));
}

TEST(WorkloadTest, RefusesAGivenCommandThatMissesTheTarget) {
  TestBench bench({{"x.py", kWork}}, {"x.py"});
  const auto chosen = choose(bench, "python -c 'print(1)'");
  ASSERT_FALSE(chosen);
  EXPECT_THAT(chosen.error().message(), HasSubstr("never reaches x.py"));
}

TEST(WorkloadTest, RefusesUnreadableCommands) {
  TestBench bench({{"x.py", kWork}}, {"x.py"});
  EXPECT_EQ(command_workload(bench.setup(), "python 'x.py", "it").error().code(), ErrorCode::usage);
  EXPECT_EQ(command_workload(bench.setup(), "  ", "it").error().code(), ErrorCode::usage);
  EXPECT_EQ(command_workload(bench.setup(), "nope.py", "it").error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace velox::profile
