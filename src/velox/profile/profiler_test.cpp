// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/profiler.hpp"

#include <gmock/gmock.h>

#include "velox/profile/baseline.hpp"
#include "velox/profile/test_bench.hpp"

namespace velox::profile {
namespace {

using testing::HasSubstr;

constexpr const char* kReport = R"(import helpers

def slow(n):
    return sum([i * i for i in range(n)])

class Report:
    @staticmethod
    def render(n):
        total = 0
        for i in range(n):
            total += i % 7
        return total

def run():
    for _ in range(30):
        slow(60000)
    Report.render(300000)

if __name__ == "__main__":
    run()
)";

const model::HotSpot* spot(const model::Profile& profile, const std::string& qualname) {
  for (const auto& candidate : profile.spots) {
    if (candidate.unit.qualname == qualname) return &candidate;
  }
  return nullptr;
}

TEST(ProfilerTest, ChargesTimeToUnits) {
  TestBench bench({{"report.py", kReport}, {"helpers.py", ""}}, {"report.py"});
  const auto profile = profile_workload(bench.setup(), bench.script("report.py"), {});
  ASSERT_TRUE(profile) << profile.error().describe();
  ASSERT_FALSE(profile->spots.empty());
  EXPECT_EQ(profile->spots.front().unit, (model::UnitId{"report.py", "slow"}));
  EXPECT_EQ(profile->spots.front().line, 3u);
  EXPECT_GT(profile->spots.front().own_share, 0.5) << "comprehensions count for their function";
  const auto* run = spot(*profile, "run");
  ASSERT_NE(run, nullptr);
  EXPECT_GT(run->cumulative_share, profile->spots.front().own_share);
  EXPECT_LE(run->cumulative_share, 1.0);
  const auto* render = spot(*profile, "Report.render");
  ASSERT_NE(render, nullptr);
  EXPECT_EQ(render->line, 8u);
  EXPECT_THAT(profile->imported, testing::ElementsAre("helpers.py", "report.py"));
  EXPECT_EQ(reach_of(*profile, {"report.py"}), Reach::sampled);
  EXPECT_EQ(reach_of(*profile, {"helpers.py"}), Reach::imported);
}

TEST(ProfilerTest, ShowsModuleLevelCodeAsItsOwnEntry) {
  TestBench bench({{"x.py", "total = 0\nfor i in range(2000000):\n    total += i\n"}}, {"x.py"});
  const auto profile = profile_workload(bench.setup(), bench.script("x.py"), {});
  ASSERT_TRUE(profile) << profile.error().describe();
  ASSERT_FALSE(profile->spots.empty());
  EXPECT_EQ(profile->spots.front().unit.qualname, kModuleLevel);
}

TEST(ProfilerTest, AddsUpChildProcesses) {
  TestBench bench(
      {{"x.py",
        "import subprocess, sys\nfor _ in range(2):\n    subprocess.run([sys.executable, 'y.py'], check=True)\n"},
       {"y.py", "def work():\n    return sum(i * i for i in range(1500000))\nwork()\n"}},
      {"y.py"});
  const auto profile = profile_workload(bench.setup(), bench.script("x.py"), {});
  ASSERT_TRUE(profile) << profile.error().describe();
  const auto* work = spot(*profile, "work");
  ASSERT_NE(work, nullptr);
  EXPECT_EQ(profile->spots.front().unit, (model::UnitId{"y.py", "work"}));
  EXPECT_GT(work->own_share, 0.25) << "three interpreters start beside it";
}

TEST(ProfilerTest, ExplainsAWorkloadThatNeverReachesTheTarget) {
  TestBench bench({{"x.py", "print(1)\n"}, {"y.py", "def f(): pass\n"}}, {"y.py"});
  const auto profile = profile_workload(bench.setup(), bench.script("x.py"), {});
  ASSERT_TRUE(profile) << profile.error().describe();
  const auto reached = check_reach(*profile, bench.script("x.py"), {"y.py"});
  ASSERT_FALSE(reached);
  EXPECT_EQ(reached.error().code(), ErrorCode::target_failed);
  EXPECT_THAT(reached.error().message(), HasSubstr("never reaches y.py"));
  EXPECT_THAT(reached.error().message(), HasSubstr("x.py"));
}

Error failure_of(const std::string& source, double timeout_s = 30) {
  TestBench bench({{"x.py", source}}, {"x.py"});
  Workload workload = bench.script("x.py");
  workload.timeout_s = timeout_s;
  auto measured = measure_baseline(bench.setup(), workload, 1, {});
  if (measured) return Error(ErrorCode::internal, "it succeeded");
  return measured.error();
}

TEST(BaselineTest, MeasuresMedians) {
  TestBench bench({{"x.py", "x = sum(range(3000000))\nprint(x)\n"}}, {"x.py"});
  const auto measured = measure_baseline(bench.setup(), bench.script("x.py"), 3, {});
  ASSERT_TRUE(measured) << measured.error().describe();
  EXPECT_EQ(measured->baseline.runs, 3);
  EXPECT_GT(measured->baseline.cpu_s, 0.01);
  EXPECT_GT(measured->baseline.peak_rss_bytes, 1u << 20);
  EXPECT_GE(measured->noise, 0);
  EXPECT_LT(measured->noise, 1);
}

TEST(BaselineTest, StartsEachRunFromACleanCopy) {
  TestBench bench({{"x.py", "import os\nassert not os.path.exists('made')\nopen('made', 'w').close()\n"}}, {"x.py"});
  const auto measured = measure_baseline(bench.setup(), bench.script("x.py"), 2, {});
  EXPECT_TRUE(measured) << measured.error().describe();
  EXPECT_FALSE(fs::exists(bench.setup().root / "made"));
}

TEST(BaselineTest, ShowsTheEndOfAFailure) {
  const Error error = failure_of("raise ValueError('no such month')\n");
  EXPECT_EQ(error.code(), ErrorCode::target_failed);
  EXPECT_THAT(error.message(), HasSubstr("ValueError: no such month"));
}

TEST(BaselineTest, NamesAWorkloadThatNeedsInput) {
  const Error error = failure_of("name = input()\n");
  EXPECT_EQ(error.code(), ErrorCode::target_failed);
  EXPECT_THAT(error.hint(), HasSubstr("standard input"));
}

TEST(BaselineTest, NamesAWorkloadThatHangs) {
  const Error error = failure_of("while True:\n    pass\n", 1);
  EXPECT_EQ(error.code(), ErrorCode::target_failed);
  EXPECT_THAT(error.message(), HasSubstr("did not end within"));
}

TEST(BaselineTest, NamesAMissingModule) {
  EXPECT_THAT(failure_of("import no_such_module_here\n").hint(), HasSubstr("--python"));
}

TEST(BaselineTest, NamesMissingArguments) {
  EXPECT_THAT(
      failure_of("import argparse\np = argparse.ArgumentParser()\np.add_argument('x')\np.parse_args()\n").hint(),
      HasSubstr("arguments"));
}

TEST(BaselineTest, TakesMegabytesOfOutput) {
  TestBench bench({{"x.py", "print('x' * 20_000_000)\n"}}, {"x.py"});
  const auto measured = measure_baseline(bench.setup(), bench.script("x.py"), 1, {});
  EXPECT_TRUE(measured) << measured.error().describe();
}

}  // namespace
}  // namespace velox::profile
