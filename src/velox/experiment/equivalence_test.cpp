// SPDX-License-Identifier: Apache-2.0
// Real sandboxed workers on both sides: state between calls, values that only one side names, values of other types.
#include "velox/experiment/equivalence.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <list>

#include "velox/base/file_system.hpp"
#include "velox/experiment/side.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::experiment {
namespace {

class EquivalenceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::automatic);
    if (!sandbox) sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::none);
    ASSERT_TRUE(sandbox) << sandbox.error().describe();
    sandbox_ = *std::move(sandbox);
    options_.made = 0;
    options_.deadline = Deadline::after(60);
  }

  WorkerSpec side(const std::string& text) {
    dirs_.push_back(*TempDir::create("equivalence-"));
    Setting& setting = settings_.emplace_back();
    setting.root = fs::canonical(dirs_.back().path());
    setting.python.executable = "/usr/bin/python3";
    setting.python.readable = {"/usr"};
    setting.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    setting.sandbox = sandbox_.get();
    EXPECT_TRUE(write_file_atomic(setting.root / "m.py", text));
    evidence_.unit = *source::ParsedModule::parse(text, "m.py")->find_unit("f");
    evidence_.module_name = "m";
    evidence_.sys_path = {setting.root};
    sides_.push_back(SideFolder::create(setting, {}).value());
    return sides_.back()->worker(evidence_, std::nullopt);
  }

  // The reference of f(3) and f(5).
  Reference reference(const WorkerSpec& a) {
    Inputs inputs;
    for (const int n : {3, 5}) {
      Input input;
      input.id = fmt::format("c{}", n);
      input.bytes = fmt::format("((I{}\nt(dt.", n);  // the pickle, protocol 0, of ((n,), {})
      inputs.train.push_back(input);
    }
    return build_reference(a, inputs, options_).value().value();
  }

  Comparison compared(const Reference& known, const WorkerSpec& b) {
    std::vector<const Expected*> inputs;
    for (const auto* list : {&known.train, &known.made}) {
      for (const Expected& expected : *list) inputs.push_back(&expected);
    }
    return compare(b, inputs, known, 0, Deadline::after(60)).value();
  }

  std::list<TempDir> dirs_;
  std::list<Setting> settings_;
  std::unique_ptr<sandbox::Sandbox> sandbox_;
  UnitEvidence evidence_;
  std::vector<std::unique_ptr<SideFolder>> sides_;
  ReferenceOptions options_;
};

TEST_F(EquivalenceTest, CallsComeAgainSoThatStateShows) {
  const Reference known = reference(side("seen = []\ndef f(n):\n    seen.append(n)\n    return n\n"));
  ASSERT_EQ(known.train.size(), 2u);
  EXPECT_TRUE(known.train[0].repeats && known.train[1].repeats);
  const auto b = side("seen = []\ndef f(n):\n    seen.append(n)\n    return n if len(seen) < 4 else 0\n");
  const Comparison found = compared(known, b);
  ASSERT_TRUE(found.difference);
  EXPECT_NE(found.difference->find("returns 0 instead of"), std::string::npos) << *found.difference;
}

TEST_F(EquivalenceTest, WhatTheOriginalDoesNotRepeatIsNotAskedAgain) {
  const std::string source = "seen = []\ndef f(n):\n    seen.append(n)\n    return len(seen) > 3\n";
  const Reference known = reference(side(source));
  ASSERT_EQ(known.train.size(), 2u);
  EXPECT_FALSE(known.train[0].repeats && known.train[1].repeats);
  EXPECT_FALSE(compared(known, side(source)).difference);
}

TEST_F(EquivalenceTest, UnitsThatWriteFilesAreObservedOneAfterTheOther) {
  const std::string source =
      "import time\ndef f(n):\n    open('n.txt', 'w').write(str(n))\n    time.sleep(0.05)\n    return "
      "open('n.txt').read()\n";
  const Reference known = reference(side(source));
  EXPECT_TRUE(known.writes_files);
  EXPECT_EQ(known.train.size(), 2u);
  EXPECT_EQ(known.unstable, 0);
  EXPECT_FALSE(compared(known, side(source)).difference);
  EXPECT_FALSE(reference(side("def f(n):\n    return n\n")).writes_files);
}

TEST_F(EquivalenceTest, MakesInputsOfWhatTheCodeNames) {
  options_.made = 200;
  const Reference known = reference(side("def f(n):\n    return 1 if n == 48151623 else 0\n"));
  EXPECT_TRUE(compared(known, side("def f(n):\n    return 0\n")).difference);
}

TEST_F(EquivalenceTest, MakesInputsOfWhatOnlyTheOtherSideNames) {
  const std::string original = "def f(n):\n    return n\n",
                    changed = "def f(n):\n    return n if n != 48151623 else 0\n";
  const WorkerSpec a = side(original);
  const Reference known = reference(a);
  const WorkerSpec b = side(changed);
  EXPECT_FALSE(compared(known, b).difference);
  options_.made = 30;
  const auto made = observe_against(a, known, changed, options_).value();
  std::vector<const Expected*> inputs;
  for (const Expected& expected : made) inputs.push_back(&expected);
  EXPECT_TRUE(compare(b, inputs, known, 0, Deadline::after(60)).value().difference);
  EXPECT_TRUE(observe_against(a, known, original, options_).value().empty());
}

TEST_F(EquivalenceTest, OtherTypesAreKeptWhereTheOriginalReturns) {
  options_.varied = 20;
  const Reference known = reference(side("def f(n):\n    return [0] * n\n"));
  ASSERT_FALSE(known.varied.empty());  // a bool, not a float
  for (const Expected& expected : known.varied) {
    EXPECT_NE(expected.input.made_how.find("another type"), std::string::npos);
    EXPECT_EQ(expected.input.made_how.find("float"), std::string::npos);
  }
}

TEST(NamesNewValuesTest, SeesNumbersAndTexts) {
  EXPECT_TRUE(names_new_values("x = 40", "x = 4"));
  EXPECT_TRUE(names_new_values("x = 'ab'", "x = 'a'"));
  EXPECT_TRUE(names_new_values("x = 0.5", "x = 1"));
  EXPECT_FALSE(names_new_values("y40 = x[1] + 2", "y = x"));
  EXPECT_FALSE(names_new_values("'a' + 'b' + 40", "print(40, 'b', 'a')"));
  EXPECT_FALSE(names_new_values("x = '", "x = '"));
}

}  // namespace
}  // namespace velox::experiment
