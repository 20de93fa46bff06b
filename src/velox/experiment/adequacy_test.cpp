// SPDX-License-Identifier: Apache-2.0
// Mutants in a real sandboxed worker: what the inputs notice, and inputs made against what they do not.
#include "velox/experiment/adequacy.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "velox/base/file_system.hpp"
#include "velox/experiment/side.hpp"

namespace velox::experiment {
namespace {

constexpr const char* kUnit = R"(seen = {}
def f(n):
    if n in seen:
        return seen[n]
    seen[n] = n * 2
    total = 0
    while n > 10:
        n -= 1
        total += 3
    if n == 7:
        return -1
    return total + n
)";

class AdequacyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::automatic);
    if (!sandbox) sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::none);
    ASSERT_TRUE(sandbox) << sandbox.error().describe();
    sandbox_ = *std::move(sandbox);
    setting_.root = fs::canonical(dir_.path());
    setting_.python.executable = "/usr/bin/python3";
    setting_.python.readable = {"/usr"};
    setting_.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    setting_.sandbox = sandbox_.get();
    ASSERT_TRUE(write_file_atomic(setting_.root / "m.py", kUnit));
    evidence_.unit = *source::ParsedModule::parse(kUnit, "m.py")->find_unit("f");
    evidence_.module_name = "m";
    evidence_.sys_path = {setting_.root};
    side_ = SideFolder::create(setting_, {}).value();
  }

  Adequacy measure(const std::vector<int>& numbers, int rounds, std::size_t most = 60) {
    Inputs inputs;
    for (const int n : numbers) {
      Input input;
      input.id = fmt::format("c{}", n);
      input.bytes = fmt::format("((I{}\nt(dt.", n);  // the pickle, protocol 0, of ((n,), {})
      inputs.train.push_back(input);
    }
    ReferenceOptions reference;
    reference.made = 0;
    reference.deadline = Deadline::after(60);
    const WorkerSpec a = side_->worker(evidence_, std::nullopt);
    const Reference known = build_reference(a, inputs, reference).value().value();
    EXPECT_EQ(known.train.size(), numbers.size());
    std::vector<const Expected*> shown;
    for (const Expected& expected : known.train) shown.push_back(&expected);
    AdequacyOptions options;
    options.rounds = rounds;
    options.mutants = most;
    options.deadline = Deadline::after(60);
    Adequacy found = measure_adequacy(a, kUnit, evidence_.unit, shown, options).value().value();
    fmt::print("  {} of {} killed, {} by time, {} witnesses, {:.2f} s\n", found.killed, found.mutants, found.timed_out,
               found.witnesses.size(), found.seconds);
    for (const Mutant& each : found.survivors) fmt::print("    {}\n", each.what);
    EXPECT_EQ(found.killed + static_cast<int>(found.survivors.size()), found.mutants);
    return found;
  }

  TempDir dir_ = *TempDir::create("adequacy-");
  std::unique_ptr<sandbox::Sandbox> sandbox_;
  Setting setting_;
  UnitEvidence evidence_;
  std::unique_ptr<SideFolder> side_;
};

TEST_F(AdequacyTest, InputsOnAllPathsNoticeMoreThanInputsOnOne) {
  const Adequacy one = measure({3}, 0);
  const Adequacy all = measure({3, 7, 10, 11, 14, 0}, 0);
  ASSERT_EQ(one.mutants, all.mutants);
  EXPECT_GT(one.mutants, kLeastMutants);
  EXPECT_TRUE(one.weak());
  EXPECT_FALSE(all.weak());
  EXPECT_GT(all.killed, one.killed);
}

TEST_F(AdequacyTest, MakesInputsAgainstSurvivors) {
  const Adequacy without = measure({3}, 0);
  const Adequacy with = measure({3}, 2);
  EXPECT_GT(with.killed, without.killed);
  ASSERT_FALSE(with.witnesses.empty());
  EXPECT_FALSE(with.witnesses[0].observation.empty());
}

TEST_F(AdequacyTest, RunsNoMoreThanAsked) { EXPECT_LE(measure({3, 14}, 0, 5).mutants, 5); }

}  // namespace
}  // namespace velox::experiment
