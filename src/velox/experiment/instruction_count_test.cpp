// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/instruction_count.hpp"

#include <gtest/gtest.h>

#include "velox/base/text.hpp"
#include "velox/sandbox/sandbox.hpp"

namespace velox::experiment {
namespace {

constexpr const char* kCode =
    "def unit(n):\n    total = 0\n    for i in range(n):\n        total += i * i\n    return total\n";

// (20000,), {} as a pickle of protocol 4 would need its opcodes here: protocol 0 is plain text.
constexpr const char* kCall = "((I20000\nt}t.";

class InstructionCountTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!find_valgrind()) GTEST_SKIP() << "no valgrind on this machine";
    sandbox_ = *sandbox::Sandbox::create(sandbox::BackendChoice::automatic);
    root_ = fs::canonical(folder_.path());
    ASSERT_TRUE(write_file_atomic(root_ / "m.py", kCode));
    python_.executable = "/usr/bin/python3";
    python_.readable = {"/usr"};
    python_.minor = 11;
  }

  // Instructions of A over those of B, where B is `after`.
  double ratio(const std::string& after) {
    const auto a = *sandbox::ProjectView::create(root_, {});
    const auto b = *sandbox::ProjectView::create(root_, {{"m.py", after}});
    CallPlan plan;
    plan.a.sandbox = sandbox_.get();
    plan.a.python = &python_;
    plan.a.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    plan.a.view = &a;
    plan.a.cwd = root_;
    plan.a.unit = {root_ / "m.py", "m", false, "unit", {root_}, {}};
    plan.b = plan.a;
    plan.b.view = &b;
    plan.inputs = {{"c0", kCall, Origin::captured, 0, 1, ""}};
    plan.batch = {"c0", "c0"};
    plan.deadline = Deadline::after(200);
    const auto counted = count_instructions(plan, *find_valgrind());
    EXPECT_TRUE(counted) << counted.error().describe();
    EXPECT_TRUE(counted && *counted);
    return counted && *counted ? (*counted)->ratio() : 0;
  }

  TempDir folder_ = *TempDir::create("vx-count");
  fs::path root_;
  std::unique_ptr<sandbox::Sandbox> sandbox_;
  profile::Interpreter python_;
};

TEST_F(InstructionCountTest, EqualCodeTakesEqualInstructions) {
  EXPECT_NEAR(ratio(std::string(kCode) + "# as before\n"), 1, 0.003);
}

TEST_F(InstructionCountTest, LessWorkTakesFewer) {
  EXPECT_NEAR(ratio(text::replace_all(kCode, "range(n)", "range(n - n // 20)")), 1 / 0.95, 0.005);
}

}  // namespace
}  // namespace velox::experiment
