// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/observation_diff.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "velox/base/json_full.hpp"

namespace velox::experiment {
namespace {

std::string observation(const std::string& returned, const std::string& args = R"(["t",[["t",[]],["d",9,[]]]])",
                        const std::string& out = "") {
  return fmt::format(
      R"({{"return":{},"exception":null,"args":{},"generator":null,"stdout":"{}","stderr":"","warnings":[],"logs":[]}})",
      returned, args, out);
}

std::string raised(const std::string& type, const std::string& text) {
  return fmt::format(
      R"({{"return":null,"exception":{{"type":"{}","text":"{}"}},"args":["t",[]],"stdout":"","stderr":"","warnings":[],"logs":[]}})",
      type, text);
}

TEST(ObservationDiffTest, SaysWhatIsReturned) {
  EXPECT_EQ(describe_difference(observation(R"(["i","4"])"), observation(R"(["i","3"])"), {}),
            "returns 3 instead of 4");
}

TEST(ObservationDiffTest, GivesThePathToANestedDifference) {
  const auto text = [](const char* v) {
    return observation(fmt::format(R"(["l",1,[["i","1"],["d",2,[[["s","k"],["f","{}"]]]]]])", v));
  };
  EXPECT_EQ(describe_difference(text("0x1.8p+1"), text("0x1.0p+0"), {}), "returns 1.0 instead of 3.0 at [1]['k']");
}

TEST(ObservationDiffTest, NoticesAnotherOrder) {
  EXPECT_EQ(describe_difference(observation(R"(["d",1,[[["s","a"],["i","1"]],[["s","b"],["i","2"]]]])"),
                                observation(R"(["d",1,[[["s","b"],["i","2"]],[["s","a"],["i","1"]]]])"), {}),
            "returns {'b': 2, 'a': 1} instead of {'a': 1, 'b': 2} (the same items in another order)");
}

TEST(ObservationDiffTest, TellsExceptionsFromResults) {
  EXPECT_EQ(describe_difference(observation(R"(["n"])"), raised("builtins.KeyError", "'x'"), {}),
            R"(raises KeyError('\'x\'') instead of returning None)");
  EXPECT_EQ(describe_difference(raised("ValueError", "a"), raised("ValueError", "b"), {}),
            "raises ValueError('b') instead of ValueError('a')");
}

TEST(ObservationDiffTest, NamesTheArgumentThatIsLeftDifferent) {
  const std::string none = R"(["n"])";
  EXPECT_EQ(describe_difference(observation(none, R"(["t",[["t",[["l",1,[["i","1"]]]]],["d",2,[]]]])"),
                                observation(none, R"(["t",[["t",[["l",1,[]]]],["d",2,[]]]])"), {"rows"}),
            "leaves argument rows as [] instead of [1]");
}

TEST(ObservationDiffTest, ShowsOutputAndTimeouts) {
  const std::string none = R"(["n"])", empty = R"(["t",[]])";
  EXPECT_EQ(describe_difference(observation(none, empty, "a"), observation(none, empty, "b"), {}),
            "prints 'b' instead of 'a'");
  EXPECT_EQ(describe_difference(observation(none), R"({"return":null,"bounds":["timeout"]})", {}),
            "gives no answer in time");
}

TEST(ObservationDiffTest, SurvivesNonsense) {
  EXPECT_EQ(describe_difference(observation(R"(["i","1"])"), "{{{{", {}), "gives a result that can't be read");
  EXPECT_EQ(describe_difference(observation(R"(["i","1"])"), std::string(100000, '['), {}),
            "gives a result that can't be read");
  EXPECT_FALSE(describe_difference(observation("[[],{}]"), observation(R"(["l"])"), {}).empty());
}

TEST(ObservationDiffTest, RendersArgumentsShortly) {
  const std::string text =
      observation(R"(["n"])", R"(["t",[["t",[["l",1,[["i","1"],["s","it's"]]],["i","3"]]],["d",2,[]]]])");
  EXPECT_EQ(render_arguments(text, {"rows", "k"}), R"(rows=[1, 'it\'s'], k=3)");
  std::string many = R"(["l",1,[)";
  for (int i = 0; i < 1000; ++i) many += fmt::format(R"({}["i","{}"])", i > 0 ? "," : "", i);
  EXPECT_LE(render_value(*json::parse(many + "]]", "list"), 40).size(), 44u);
}

TEST(ObservationDiffTest, ReadsFlags) {
  const auto flags = flags_of(R"({"return":["?","m.X","<X>"],"opaque":["m.X"],"bounds":["output"]})");
  EXPECT_EQ(flags.opaque, std::vector<std::string>{"m.X"});
  EXPECT_TRUE(flags.bounded);
  EXPECT_FALSE(flags.timed_out);
}

TEST(ObservationDiffTest, SaysWhatIsLeftBehindInTheProcess) {
  const std::string plain = observation(R"(["n"])");
  const auto leaves = [&](const std::string& name, const std::string& text) {
    return plain.substr(0, plain.size() - 1) + fmt::format(R"(,"left":[["{}","{}"]]}})", name, text);
  };
  EXPECT_EQ(describe_difference(plain, leaves("folder", "/"), {}),
            "changes the folder of its process, which the original leaves as it is");
  EXPECT_EQ(describe_difference(leaves("folder", "/"), plain, {}), "no longer changes the folder of its process");
  EXPECT_EQ(describe_difference(leaves("random", "a1"), leaves("random", "b2"), {}),
            "leaves another state of its process behind: random");
  EXPECT_EQ(describe_difference(plain, plain.substr(0, plain.size() - 1) + R"(,"left":[3]})", {}),
            "leaves another state of its process behind");
}

}  // namespace
}  // namespace velox::experiment
