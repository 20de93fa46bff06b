// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/session_log.hpp"

#include <gtest/gtest.h>

#include "velox/base/json_full.hpp"
#include "velox/learn/session_features.hpp"

namespace velox::agents {
namespace {

learn::Moment moment() {
  learn::Moment now;
  now.units.resize(1);
  now.units.front().cumulative_share = 0.5;
  now.actions.resize(2);
  now.actions[0].strategy = "sort-in-loop";
  now.actions[1].strategy = "pop-front-to-deque";
  return now;
}

SessionLog one_try_and_a_stop() {
  SessionLog log;
  log.tried(moment(), 1, {model::VerdictKind::accepted, 1.5, 3}, {});
  log.stopped(moment(), {});
  return log;
}

TEST(SessionLogTest, AStoredSessionGivesItsDecisions) {
  const SessionLog log = one_try_and_a_stop();
  const Json document = log.document("run");
  EXPECT_TRUE(json::dump(document).starts_with(session_beginning()));
  EXPECT_EQ(document["tries"][0]["strategy"], "pop-front-to-deque");
  const auto episode = stored_episode(json::dump(document), "aa11");
  ASSERT_TRUE(episode);
  EXPECT_EQ(episode->name, "aa11");
  ASSERT_EQ(episode->decisions.size(), 2U);
  EXPECT_EQ(episode->decisions[0].action, 1U);
  EXPECT_NEAR(episode->decisions[0].reward, log.reward(), 1e-6);
  EXPECT_FALSE(episode->decisions[0].done);
  EXPECT_EQ(episode->decisions[1].action, 2U) << "stopping is the last action";
  EXPECT_TRUE(episode->decisions[1].done);
}

TEST(SessionLogTest, WhatEndsWithATryEndsThere) {
  SessionLog log;
  log.tried(moment(), 0, {model::VerdictKind::no_gain, 0, 3}, {});
  log.ended();
  const auto episode = stored_episode(json::dump(log.document("run")), "run");
  ASSERT_TRUE(episode);
  EXPECT_TRUE(episode->decisions.back().done);
}

TEST(SessionLogTest, SessionsOfOtherFeaturesOrDamagedOnesGiveNothing) {
  Json document = one_try_and_a_stop().document("run");
  document["features"] = 1;
  EXPECT_FALSE(stored_episode(json::dump(document), "run"));
  document["features"] = learn::kFeaturesVersion;
  document["decisions"][0]["action"] = 9;
  EXPECT_FALSE(stored_episode(json::dump(document), "run"));
  EXPECT_FALSE(stored_episode("{\"steps\":[]}", "run")) << "as sessions on one unit were stored";
  EXPECT_FALSE(stored_episode("", "run"));
}

}  // namespace
}  // namespace velox::agents
