// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/inputs.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace velox::experiment {
namespace {

struct Recorded {
  std::string bytes;
  int size;
  bool in_sequence;
};

class InputsTest : public ::testing::Test {
 protected:
  std::pair<fs::path, std::string> file(const std::vector<Recorded>& calls) {
    std::string all, records = "[";
    int seq = 0;
    for (const auto& call : calls) {
      records +=
          fmt::format("{}{{\"seq\":{},\"bytes\":{},\"size\":{},\"offset\":{},\"in_sequence\":{}}}",
                      records.size() > 1 ? "," : "", seq++, call.bytes.size(), call.size, all.size(), call.in_sequence);
      all += call.bytes;
    }
    const fs::path path = dir_.path() / "calls.bin";
    EXPECT_TRUE(write_file_atomic(path, all));
    return {path, records + "]"};
  }
  TempDir dir_ = *TempDir::create("inputs-");
};

TEST_F(InputsTest, SplitsEverySizeAndKeepsTheOrder) {
  std::vector<Recorded> calls;
  for (int i = 0; i < 30; ++i) calls.push_back({fmt::format("small{:02}", i), 5, true});
  for (int i = 0; i < 6; ++i) calls.push_back({fmt::format("large{:02}", i), 900, i < 3});
  const auto inputs = read_inputs({file(calls)}, 1);
  ASSERT_TRUE(inputs);
  EXPECT_EQ(inputs->train.size() + inputs->held_out.size(), 36u);
  EXPECT_EQ(inputs->sequence.size(), 33u);
  EXPECT_EQ(inputs->sequence.front(), "small00");
  EXPECT_EQ(inputs->sequence.back(), "large02");
  std::set<std::string> seen;
  for (const auto& input : inputs->train) seen.insert(input.bytes);
  for (const auto& input : inputs->held_out) EXPECT_TRUE(seen.insert(input.bytes).second) << "in both parts";
  const auto large = [](const Input& input) { return input.bytes.starts_with("large"); };
  EXPECT_EQ(std::count_if(inputs->held_out.begin(), inputs->held_out.end(), large), 2);
}

TEST_F(InputsTest, RepeatedCallsAreOneInputWithAFrequency) {
  const auto inputs = read_inputs({file({{"aa", 4, true}, {"aa", 4, true}, {"aa", 4, true}, {"bb", 4000, true}})}, 1);
  ASSERT_TRUE(inputs);
  ASSERT_EQ(inputs->train.size(), 2u);
  EXPECT_TRUE(inputs->held_out.empty());
  EXPECT_EQ(inputs->sequence.size(), 4u);
  for (const auto& input : inputs->train) EXPECT_EQ(input.frequency, input.bytes == "aa" ? 3 : 1);
}

TEST_F(InputsTest, IsTheSameForTheSameSeed) {
  std::vector<Recorded> calls;
  for (int i = 0; i < 20; ++i) calls.push_back({fmt::format("x{}", i), i, true});
  const auto one = read_inputs({file(calls)}, 5), two = read_inputs({file(calls)}, 5);
  ASSERT_TRUE(one && two);
  for (std::size_t i = 0; i < one->train.size(); ++i) EXPECT_EQ(one->train[i].bytes, two->train[i].bytes);
}

TEST_F(InputsTest, ARecordOutsideItsFileIsAnError) {
  auto entry = file({{"abc", 1, true}});
  entry.second = R"([{"seq":0,"bytes":10,"offset":0}])";
  const auto inputs = read_inputs({entry}, 1);
  ASSERT_FALSE(inputs);
  EXPECT_EQ(inputs.error().code(), ErrorCode::invalid);
}

TEST(PlanBatchTest, TimeIsSharedByFrequency) {
  Input often{"often", "x", Origin::captured, 1, 1000, ""}, rare{"rare", "y", Origin::captured, 9, 1, ""};
  const Batch batch = plan_batch({{&often, 1e-5}, {&rare, 1e-3}}, 0.02, 0.2, 1);
  const auto count = std::count(batch.inputs.begin(), batch.inputs.end(), "often");
  EXPECT_NEAR(static_cast<double>(count), 1818, 20);  // 10 parts of 11 of the time
  EXPECT_EQ(std::count(batch.inputs.begin(), batch.inputs.end(), "rare"), 2);
}

TEST(PlanBatchTest, OneLongCallIsABatch) {
  Input longest{"long", "x", Origin::captured, 1, 1, ""}, small{"small", "y", Origin::captured, 1, 1, ""};
  const Batch batch = plan_batch({{&longest, 3.0}, {&small, 0.5}}, 0.02, 0.2, 1);
  EXPECT_EQ(batch.inputs.size(), 1u);
}

TEST(PlanBatchTest, OfTooManyCallsASampleByTimeIsTaken) {
  std::vector<Input> inputs;
  for (int i = 0; i < 100; ++i) inputs.push_back({std::to_string(i), "x", Origin::captured, 1, 1, ""});
  std::vector<InputCost> costs;
  for (std::size_t i = 0; i < inputs.size(); ++i) costs.push_back({&inputs[i], i % 2 == 0 ? 0.003 : 0.00001});
  const Batch batch = plan_batch(costs, 0.01, 0.03, 1), other = plan_batch(costs, 0.01, 0.03, 2);
  EXPECT_LE(batch.seconds, 0.03 + 1e-9);
  EXPECT_GE(batch.seconds, 0.02);
  EXPECT_NE(batch.inputs, other.inputs);
}

}  // namespace
}  // namespace velox::experiment
