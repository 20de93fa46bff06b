// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/scaling.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "velox/base/subprocess.hpp"
#include "velox/model/growth_json.hpp"

namespace velox::experiment {
namespace {

SizeTimes size_of(double n, double a, double b) { return {n, a, b, {std::log(a / b)}}; }

TEST(ScalingTest, PaysFromTheCrossing) {
  EXPECT_EQ(pays_from({size_of(1, 1, 0.9), size_of(10, 10, 2)}), 0);
  EXPECT_FALSE(pays_from({size_of(1, 1, 0.5), size_of(10, 10, 20)}));
  const auto from = pays_from({size_of(1, 1, 2), size_of(4, 4, 8), size_of(16, 16, 8), size_of(64, 64, 8)});
  ASSERT_TRUE(from);
  EXPECT_NEAR(*from, 8, 1e-9);  // half way on the log scale between a factor of 2 lost and one won
  EXPECT_EQ(pays_from({size_of(1, 1, 1.01), size_of(10, 10, 2)}), 0);
}

TEST(ScalingTest, WeighsBySizesAndTheirTime) {
  const std::vector<SizeTimes> sizes = {size_of(10, 1, 2), size_of(1000, 100, 10)};
  const auto small = weigh(sizes, {{10, 99}, {1000, 1}});
  EXPECT_NEAR(small.calls_lost, 0.99, 1e-9);
  EXPECT_NEAR(small.time_lost, 99.0 / 199, 1e-9);
  EXPECT_NEAR(small.ratio, 199.0 / 208, 1e-9);
  const auto large = weigh(sizes, {{1000, 5}, {4000, 1}});
  EXPECT_EQ(large.calls_lost, 0);
  EXPECT_NEAR(large.ratio, 10, 1e-9);
  EXPECT_EQ(weigh({}, {{1, 1}}).ratio, 1);
}

TEST(ScalingTest, GrowthSurvivesJson) {
  model::Growth growth{"",   "xs", {1.98, 1.9, 2.1, "n^2"}, {1.02, 0.9, 1.1, ""}, true, 12.5, 40,
                       0.25, 0.01, {{3, 1e-6, 2e-6}}};
  const auto back = model::read_growth(model::growth_json(growth));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->parameter, "xs");
  EXPECT_EQ(back->before.name, "n^2");
  EXPECT_EQ(back->after.name, "");
  EXPECT_EQ(back->pays_from, 12.5);
  EXPECT_EQ(back->calls_lost, 0.25);
  EXPECT_EQ(back->sizes.at(0).after_s, 2e-6);
  growth.pays = false;
  EXPECT_FALSE(model::read_growth(model::growth_json(growth))->pays);
  EXPECT_FALSE(model::read_growth(model::growth_json(std::nullopt)));
  growth.skipped = "no time was left";
  EXPECT_EQ(model::read_growth(model::growth_json(growth))->skipped, "no time was left");
}

// Real workers on two versions of a module.
class ScaledRunsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::automatic);
    if (!sandbox) sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::none);
    ASSERT_TRUE(sandbox) << sandbox.error().describe();
    sandbox_ = *std::move(sandbox);
    python_.executable = "/usr/bin/python3";
    python_.readable = {"/usr"};
  }

  // Scales f(*args) of `before` and runs both.
  void scale(const std::string& before, const std::string& after, const std::string& args, double seconds = 8) {
    const fs::path root = fs::canonical(dir_.path());
    ASSERT_TRUE(write_file_atomic(root / "m.py", before));
    const auto a = sandbox::ProjectView::create(root, {});
    const auto b = sandbox::ProjectView::create(root, {{"m.py", after}});
    ASSERT_TRUE(a && b);
    SpawnOptions spawn;
    spawn.argv = {python_.executable.string(), "-c",
                  fmt::format("import pickle, sys; sys.stdout.buffer.write(pickle.dumps((({},), {{}}), 4))", args)};
    const auto pickle = run_process(spawn, Deadline::after(30));
    ASSERT_TRUE(pickle);
    const Input input{"c0", pickle->out, Origin::captured, 0, 1, ""};
    WorkerSpec spec;
    spec.sandbox = sandbox_.get();
    spec.python = &python_;
    spec.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    spec.view = &*a;
    spec.cwd = root;
    spec.unit = {root / "m.py", "m", false, "f", {root}, {}};
    spec.cpu = 0;
    ScalingOptions options;
    options.seed = 3;
    options.deadline = Deadline::after(seconds / 2);
    auto ladder = build_ladder(spec, {&input}, options);
    ASSERT_TRUE(ladder) << ladder.error().describe();
    ladder_ = *std::move(ladder);
    if (!ladder_.skipped.empty()) return;
    WorkerSpec other = spec;
    other.view = &*b;
    options.deadline = Deadline::after(seconds / 2);
    auto found = measure_scaling(ladder_, spec, other, options);
    ASSERT_TRUE(found) << found.error().describe();
    found_ = *std::move(found);
  }

  TempDir dir_ = *TempDir::create("scaling-");
  std::unique_ptr<sandbox::Sandbox> sandbox_;
  profile::Interpreter python_;
  Ladder ladder_;
  Scaling found_;
};

constexpr const char* kQuadratic = "def f(xs, ys):\n    return [x for x in xs if x in ys]\n";

TEST_F(ScaledRunsTest, NamesBothSides) {
  scale(kQuadratic, "def f(xs, ys):\n    ys = set(ys)\n    return [x for x in xs if x in ys]\n",
        "list(range(40)), list(range(20, 60))");
  ASSERT_TRUE(found_.before && found_.after) << ladder_.skipped << found_.skipped;
  EXPECT_EQ(ladder_.parameter, "xs, ys");
  EXPECT_NEAR(found_.before->exponent, 2, 0.3);
  EXPECT_NEAR(found_.after->exponent, 1, 0.25);
  EXPECT_GE(found_.agreed, 5);
  EXPECT_TRUE(pays_from(found_.sizes));
  const auto growth = growth_of(ladder_, found_);
  EXPECT_EQ(growth.typical, 40);
  EXPECT_TRUE(growth.pays);
}

TEST_F(ScaledRunsTest, SeesADifferenceThatOnlyLargeInputsShow) {
  scale(kQuadratic, "def f(xs, ys):\n    return [x for x in xs if x in ys][:150]\n",
        "list(range(40)), list(range(20, 60))");
  ASSERT_TRUE(found_.difference) << ladder_.skipped << found_.skipped;
  EXPECT_NE(found_.difference->find("of size"), std::string::npos) << *found_.difference;
}

TEST_F(ScaledRunsTest, ScalesTheArgumentThatCosts) {
  const std::string code = "def f(names, n):\n    for i in range(n):\n        pass\n    return len(names)\n";
  scale(code, code, "['a', 'b', 'c'], 300");
  EXPECT_EQ(ladder_.parameter, "n") << ladder_.skipped;
}

TEST_F(ScaledRunsTest, StopsBelowTheSizeThatTakesTooLong) {
  const std::string code = "def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n";
  scale(code, code, "14", 12);
  ASSERT_TRUE(found_.before) << ladder_.skipped << found_.skipped;
  EXPECT_EQ(found_.before->best, GrowthClass::exponential);
  EXPECT_LT(found_.sizes.back().n, 34);
}

TEST_F(ScaledRunsTest, SaysWhyNothingWasScaled) {
  const std::string code = "def f(flag):\n    return not flag\n";
  scale(code, code, "True");
  EXPECT_EQ(ladder_.skipped, "no argument can be made larger");
  const std::string strict =
      "def f(xs):\n    if len(xs) != 3:\n        raise ValueError(xs)\n    return sum(xs) + sum(range(2000))\n";
  scale(strict, strict, "[1, 2, 3]");
  EXPECT_EQ(ladder_.skipped, "the unit does not accept larger arguments");
}

}  // namespace
}  // namespace velox::experiment
