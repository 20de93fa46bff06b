// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/episode_file.hpp"

#include <algorithm>
#include <cmath>

#include "velox/base/json_full.hpp"
#include "velox/learn/n_step.hpp"

namespace velox::learn {

namespace {

constexpr const char* kSchema = "velox.transitions/1";

std::unexpected<Error> wrong(const std::string& message) { return fail(ErrorCode::invalid, message); }

Result<float> finite(const Json& value, const std::string& where) {
  if (!value.is_number()) return wrong(where + " is not a number");
  const auto number = value.get<float>();
  if (!std::isfinite(number)) return wrong(where + " is not a finite number");
  return number;
}

Result<void> append_row(const Json& row, const std::string& where, std::vector<float>& numbers) {
  if (!row.is_array() || row.empty()) return wrong(where + " is not a list of numbers");
  for (const Json& value : row) numbers.push_back(VX_TRY(finite(value, "a number of " + where)));
  return {};
}

/// The sizes are those of the first decision, and have to stay so.
Result<void> keep_size(std::size_t& kept, std::size_t size, const std::string& where) {
  if (kept == 0) kept = size;
  if (kept == size) return {};
  return wrong(where + " has " + std::to_string(size) + " numbers, the ones before have " + std::to_string(kept));
}

Result<Decision> read_decision(const Json& line, EpisodeFile& file) {
  Decision decision;
  VX_TRY(append_row(json::member(line, "state"), "'state'", decision.situation.state));
  VX_TRY(keep_size(file.state_size, decision.situation.state.size(), "'state'"));
  const Json& actions = json::member(line, "actions");
  if (!actions.is_array() || actions.empty()) return wrong("'actions' is not a list of the actions that were legal");
  for (const Json& row : actions) {
    const std::size_t before = decision.situation.actions.size();
    VX_TRY(append_row(row, "an action", decision.situation.actions));
    VX_TRY(keep_size(file.action_size, decision.situation.actions.size() - before, "an action"));
  }
  const Json& action = json::member(line, "action");
  if (!action.is_number_unsigned() || action.get<std::uint64_t>() >= actions.size())
    return wrong("'action' is not the index of a legal action");
  decision.action = action.get<std::uint32_t>();
  decision.reward = VX_TRY(finite(json::member(line, "reward"), "'reward'"));
  const Json& done = json::member(line, "done");
  if (!done.is_boolean()) return wrong("'done' is neither true nor false");
  decision.done = done.get<bool>();
  return decision;
}

Result<void> read_line(std::string_view text, EpisodeFile& file) {
  const Json line = VX_TRY(json::parse(text, "the line"));
  if (json::string_or(line, "schema") != kSchema) return wrong(std::string("'schema' is not ") + kSchema);
  const std::string name = json::string_or(line, "episode");
  const Json& step = json::member(line, "step");
  if (name.empty()) return wrong("'episode' is not a name");
  if (!step.is_number_unsigned()) return wrong("'step' is not a whole number");
  if (step.get<std::uint64_t>() == 0) file.episodes.push_back({name, {}});
  if (file.episodes.empty() || file.episodes.back().name != name) return wrong("the episode does not begin at step 0");
  auto& decisions = file.episodes.back().decisions;
  if (step.get<std::uint64_t>() != decisions.size())
    return wrong("step " + std::to_string(decisions.size()) + " of the episode is missing");
  if (!decisions.empty() && decisions.back().done) return wrong("the episode goes on after its end");
  decisions.push_back(VX_TRY(read_decision(line, file)));
  return {};
}

}  // namespace

Result<EpisodeFile> read_episodes(std::string_view text, std::string_view what) {
  EpisodeFile file;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    ++number;
    if (end > 0) VX_TRY_CONTEXT(std::string(what) + ":" + std::to_string(number), read_line(text.substr(0, end), file));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (file.episodes.empty()) return wrong(std::string(what) + " has no decision");
  return file;
}

std::string write_episode(const Episode& episode, std::size_t action_size) {
  std::string text;
  for (std::size_t step = 0; step < episode.decisions.size(); ++step) {
    const Decision& decision = episode.decisions[step];
    Json actions = Json::array();
    for (auto row = decision.situation.actions.begin(); row != decision.situation.actions.end();
         row += static_cast<std::ptrdiff_t>(action_size))
      actions.push_back(std::vector<float>(row, row + static_cast<std::ptrdiff_t>(action_size)));
    const Json line = {{"schema", kSchema},
                       {"episode", episode.name},
                       {"step", step},
                       {"state", decision.situation.state},
                       {"actions", std::move(actions)},
                       {"action", decision.action},
                       {"reward", decision.reward},
                       {"done", decision.done}};
    text += json::dump(line) + "\n";
  }
  return text;
}

std::vector<Transition> transitions_of(const Episode& episode, std::size_t steps, double gamma) {
  NStep accumulator(steps, gamma);
  std::vector<Transition> made;
  const auto& decisions = episode.decisions;
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    const bool last = i + 1 == decisions.size();
    if (last && !decisions[i].done) break;
    // After a terminal end nothing is valued: its situation has the state's size and no legal action.
    const Situation after = last ? Situation{decisions[i].situation.state, {}} : decisions[i + 1].situation;
    const bool cut = !last && i + 2 == decisions.size() && !decisions[i + 1].done;
    const Ending ending = last ? Ending::terminal : cut ? Ending::cut : Ending::none;
    accumulator.add(decisions[i].situation, decisions[i].action, decisions[i].reward, after, ending, made);
  }
  return made;
}

}  // namespace velox::learn
