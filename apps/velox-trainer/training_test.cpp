// SPDX-License-Identifier: Apache-2.0
// Whole runs, small ones: the same seed gives the same run, and a run that is stopped and resumed is the one that was not.
#include "velox-trainer/training.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "velox-trainer/cart_pole.hpp"
#include "velox/base/hash.hpp"
#include "velox/learn/q_function.hpp"

namespace velox::trainer {
namespace {

using ::testing::HasSubstr;

class TrainingTest : public ::testing::Test {
 protected:
  void SetUp() override { dir_.emplace(TempDir::create("trainer-").value()); }
  fs::path at(const std::string& name) const { return dir_->path() / name; }

  static Settings small_settings() {
    Settings settings;
    settings.steps = 2500;
    settings.hidden = {16};
    settings.learning_starts = 200;
    settings.evaluate_every = 500;
    settings.evaluation_episodes = 2;
    settings.checkpoint_every = 1000;
    return settings;
  }

  /// Lines without what the clock decides.
  static std::vector<std::string> lines_of(const RunFolder& folder) {
    std::vector<std::string> lines;
    for (Json line : folder.metrics()) {
      for (const char* clock : {"seconds", "cpu_seconds", "steps_per_cpu_second", "updates_per_cpu_second"})
        line.erase(clock);
      lines.push_back(json::dump(line));
    }
    return lines;
  }

  static Result<Json> play(RunFolder& folder, const std::optional<learn::TensorFile>& checkpoint,
                           std::int64_t stop_at) {
    CancelToken cancel;
    const Surroundings surroundings{&cancel, [&](const Json& line) {
                                      if (json::integer_or(line, "step") >= stop_at) cancel.cancel();
                                    }};
    CartPole practice, examination;
    return train_online(folder, practice, examination, checkpoint, surroundings);
  }

  static constexpr std::int64_t kNever = 1'000'000'000;
  std::optional<TempDir> dir_;
};

TEST_F(TrainingTest, ResumesAsIfItHadNotBeenStopped) {
  auto whole = RunFolder::create(at("whole"), small_settings()).value();
  ASSERT_TRUE(play(whole, {}, kNever));
  auto stopped = RunFolder::create(at("stopped"), small_settings()).value();
  const auto result = play(stopped, {}, 1500);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::cancelled);
  auto resumed = RunFolder::open(at("stopped")).value();
  const auto checkpoint = resumed.load_checkpoint();
  ASSERT_TRUE(checkpoint) << checkpoint.error().describe();
  ASSERT_LT(json::integer_or(resumed.metrics().back(), "step"), 1500);
  ASSERT_TRUE(play(resumed, *checkpoint, kNever));
  EXPECT_EQ(lines_of(resumed), lines_of(whole));
  EXPECT_EQ(read_file(at("stopped") / "policy.safetensors").value(),
            read_file(at("whole") / "policy.safetensors").value());
}

TEST_F(TrainingTest, AnotherSeedIsAnotherRun) {
  Settings settings = small_settings();
  settings.steps = 600;
  auto one = RunFolder::create(at("one"), settings).value();
  ASSERT_TRUE(play(one, {}, kNever));
  settings.seed = 2;
  auto two = RunFolder::create(at("two"), settings).value();
  ASSERT_TRUE(play(two, {}, kNever));
  EXPECT_NE(lines_of(one), lines_of(two));
}

TEST_F(TrainingTest, LeavesWhatAPersonLooksAt) {
  Settings settings = small_settings();
  settings.steps = 600;
  auto folder = RunFolder::create(at("run"), settings).value();
  ASSERT_TRUE(play(folder, {}, kNever));
  EXPECT_THAT(read_file(at("run") / "curve.html").value(), HasSubstr("<polyline"));
  EXPECT_THAT(read_file(at("run") / "MODEL.md").value(), HasSubstr("double, duelling, prioritised, 3-step"));
  EXPECT_EQ(RunFolder::create(at("run"), settings).error().code(), ErrorCode::conflict);
  EXPECT_THAT(RunFolder::open(at("run")).error().message(), HasSubstr("is finished"));
  EXPECT_EQ(RunFolder::open(at("elsewhere")).error().code(), ErrorCode::not_found);
}

TEST_F(TrainingTest, RefusesACheckpointThatWasCutShort) {
  auto folder = RunFolder::create(at("run"), small_settings()).value();
  ASSERT_FALSE(play(folder, {}, 1500));
  const std::string bytes = read_file(at("run") / "checkpoint.safetensors").value();
  ASSERT_TRUE(write_file_atomic(at("run") / "checkpoint.safetensors", bytes.substr(0, bytes.size() / 2)));
  auto again = RunFolder::open(at("run")).value();
  EXPECT_THAT(again.load_checkpoint().error().describe(), HasSubstr("ends after the end of the file"));
}

/// Sessions in which one of two to four candidates is worth 1, as its only feature says, and stopping is worth nothing.
std::string recorded_sessions(std::size_t count) {
  Random random(3);
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    learn::Episode episode{"session-" + std::to_string(i), {}};
    for (int step = 0; step < 3; ++step) {
      const std::size_t legal = 2 + random.below(3);
      const std::size_t good = random.below(legal);
      std::vector<float> actions(legal, 0);
      actions[good] = 1;
      const auto action = static_cast<std::uint32_t>(random.below(legal));
      episode.decisions.push_back(
          {{{static_cast<float>(step) / 3}, actions}, action, action == good ? 1.0F : 0.0F, step == 2});
    }
    text += learn::write_episode(episode, 1);
  }
  return text;
}

TEST_F(TrainingTest, LearnsFromRecordedSessionsWhichActionPays) {
  const std::string text = recorded_sessions(60);
  const auto file = learn::read_episodes(text, "sessions").value();
  Settings settings;
  settings.task = "episodes";
  settings.episodes_sha256 = sha256_hex(text);
  settings.steps = 1200;
  settings.hidden = {24};
  settings.n_step = 1;
  settings.gamma = 0.5;
  settings.learning_rate = 5e-3;
  settings.target_every = 50;
  settings.evaluate_every = 400;
  settings.checkpoint_every = 400;
  auto folder = RunFolder::create(at("run"), settings).value();
  const auto result = train_offline(folder, file, {}, {});
  ASSERT_TRUE(result) << result.error().describe();
  EXPECT_EQ(json::integer_or(*result, "held_out_transitions"), 18);
  EXPECT_LT(json::number_or(*result, "held_out_error", 9), 0.1);
  const auto policy = learn::QFunction::decode(read_file(at("run") / "policy.safetensors").value(), "policy").value();
  // The last decision is worth 1 if it is right; the first one 1 + 0.5 + 0.25.
  const auto last = policy.values({{2.0F / 3}, {0, 1, 0}}).value();
  EXPECT_NEAR(last[1], 1, 0.15);
  EXPECT_NEAR(last[0], 0, 0.15);
  const auto first = policy.values({{0}, {1, 0}}).value();
  EXPECT_NEAR(first[0], 1.75, 0.2);
  EXPECT_NEAR(first[1], 0.75, 0.2);
}

TEST_F(TrainingTest, ResumesRecordedSessionsToo) {
  const auto file = learn::read_episodes(recorded_sessions(20), "sessions").value();
  Settings settings = small_settings();
  settings.task = "episodes";
  settings.steps = 300;
  settings.evaluate_every = 50;
  settings.checkpoint_every = 100;
  auto whole = RunFolder::create(at("whole"), settings).value();
  ASSERT_TRUE(train_offline(whole, file, {}, {}));
  auto stopped = RunFolder::create(at("stopped"), settings).value();
  CancelToken cancel;
  ASSERT_FALSE(train_offline(stopped, file, {}, {&cancel, [&](const Json& line) {
                                                   if (json::integer_or(line, "step") == 250) cancel.cancel();
                                                 }}));
  auto resumed = RunFolder::open(at("stopped")).value();
  const auto checkpoint = resumed.load_checkpoint().value();
  EXPECT_EQ(json::integer_or(resumed.metrics().back(), "step"), 200);
  ASSERT_TRUE(train_offline(resumed, file, checkpoint, {}));
  EXPECT_EQ(lines_of(resumed), lines_of(whole));
}

TEST(SettingsTest, AreTheSameAfterStoringThemAway) {
  Settings settings;
  settings.seed = 18'000'000'000'000'000'000ULL;
  settings.gamma = 0.123456789;
  settings.hidden = {1, 2, 3};
  settings.duelling = false;
  EXPECT_EQ(settings_from_json(json::parse(json::dump(to_json(settings)), "s").value()).value(), settings);
}

TEST(SettingsTest, SayWhatIsWrong) {
  Settings settings;
  settings.gamma = 1.5;
  EXPECT_EQ(check(settings).error().message(), "'gamma' is 1.5, outside of 0 to 1");
  Json value = to_json(Settings());
  value.erase("beta");
  EXPECT_EQ(settings_from_json(value).error().message(), "the setting 'beta' is missing or of another type");
  value = to_json(Settings());
  value["batch"] = -1;
  EXPECT_EQ(settings_from_json(value).error().message(), "the setting 'batch' is missing or of another type");
}

}  // namespace
}  // namespace velox::trainer
