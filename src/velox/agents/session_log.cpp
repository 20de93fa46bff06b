// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/session_log.hpp"

#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/learn/session_features.hpp"

namespace velox::agents {

namespace {

constexpr const char* kSchema = "velox.session/1";

}  // namespace

void SessionLog::tried(const learn::Moment& moment, std::size_t action, const learn::Outcome& outcome,
                       const learn::Experience& experience) {
  const learn::Action& chosen = moment.actions[action];
  const double reward = learn::reward_of(moment, chosen, outcome);
  reward_ += reward;
  episode_.decisions.push_back(
      {learn::situation_of(moment, experience), static_cast<std::uint32_t>(action), static_cast<float>(reward), false});
  tries_.push_back({chosen, outcome, moment.actions.size(), moment.seconds_left, reward});
}

// Stopping is the last of the actions.
void SessionLog::stopped(const learn::Moment& moment, const learn::Experience& experience) {
  episode_.decisions.push_back(
      {learn::situation_of(moment, experience), static_cast<std::uint32_t>(moment.actions.size()), 0, true});
}

void SessionLog::ended() {
  if (!episode_.decisions.empty()) episode_.decisions.back().done = true;
}

Json SessionLog::document(const std::string& name) const {
  Json decisions = Json::array(), tries = Json::array();
  for (const Try& one : tries_) {
    tries.push_back({{"strategy", one.action.strategy},
                     {"unit", one.action.unit},
                     {"expected_saving", one.action.expected_saving},
                     {"candidates", one.candidates},
                     {"seconds_left", one.seconds_left},
                     {"verdict", model::to_string(one.outcome.verdict)},
                     {"log_gain", one.outcome.log_gain},
                     {"seconds", one.outcome.seconds},
                     {"reward", one.reward}});
  }
  const std::string lines = learn::write_episode({name, episode_.decisions}, learn::kActionFeatures);
  for (const std::string& line : text::split(lines, '\n')) {
    if (auto decision = json::parse(line, "a decision"); !line.empty() && decision)
      decisions.push_back(*std::move(decision));
  }
  return {{"schema", kSchema},
          {"features", learn::kFeaturesVersion},
          {"tries", std::move(tries)},
          {"decisions", std::move(decisions)}};
}

std::string session_beginning() {
  const std::string whole = json::dump(Json{{"schema", kSchema}, {"features", learn::kFeaturesVersion}});
  return whole.substr(0, whole.size() - 1) + ",";
}

std::optional<learn::Episode> stored_episode(const std::string& document, const std::string& name) {
  const auto body = json::parse(document, "a stored session");
  if (!body || json::string_or(*body, "schema") != kSchema) return std::nullopt;
  if (json::integer_or(*body, "features") != learn::kFeaturesVersion) return std::nullopt;
  const Json& decisions = json::member(*body, "decisions");
  if (!decisions.is_array()) return std::nullopt;
  std::string lines;
  for (const Json& decision : decisions) lines += json::dump(decision) + "\n";
  auto file = learn::read_episodes(lines, name);
  if (!file || file->episodes.size() != 1 || file->state_size != learn::kStateFeatures ||
      file->action_size != learn::kActionFeatures)
    return std::nullopt;
  file->episodes.front().name = name;
  return std::move(file->episodes.front());
}

}  // namespace velox::agents
