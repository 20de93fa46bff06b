// SPDX-License-Identifier: Apache-2.0
// Outcome files are made by other machines and kept for years: nothing in one is taken for granted.
#include "velox/learn/outcome_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "velox/base/json_full.hpp"

namespace velox::learn {

namespace {

constexpr const char* kSchema = "velox.outcomes/1";
constexpr double kMostGain = 50;  ///< log gain: beyond any clock
constexpr double kMostSeconds = 1e9;
constexpr std::uint64_t kMostCalls = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kMostCode = 4096;
constexpr std::size_t kMostTries = 1024, kMostBases = 512, kMostUnits = 4096;  ///< of a base, a unit, a project

std::unexpected<Error> wrong(const char* key, const std::string& should_be) {
  return fail(ErrorCode::invalid, std::string("'") + key + "' is not " + should_be);
}

Result<double> number(const Json& object, const char* key, double low, double high) {
  const Json& value = json::member(object, key);
  if (!value.is_number() || !(value.get<double>() >= low && value.get<double>() <= high))
    return wrong(key, "a number from " + json::dump(low) + " to " + json::dump(high));
  return value.get<double>();
}

Result<std::uint64_t> whole(const Json& object, const char* key, std::uint64_t most) {
  const Json& value = json::member(object, key);
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > most)
    return wrong(key, "a whole number from 0 to " + std::to_string(most));
  return value.get<std::uint64_t>();
}

Result<std::string> word(const Json& object, const char* key) {
  std::string text = json::string_or(object, key);
  if (text.empty()) return wrong(key, "a text");
  return text;
}

Result<bool> flag(const Json& object, const char* key) {
  const Json& value = json::member(object, key);
  if (!value.is_boolean()) return wrong(key, "true or false");
  return value.get<bool>();
}

Result<const Json*> list(const Json& object, const char* key, std::size_t most) {
  const Json& value = json::member(object, key);
  if (!value.is_array() || value.size() > most) return wrong(key, "a list of up to " + std::to_string(most));
  return &value;
}

/// The enumerator that has this name.
template <typename Enum, std::size_t N>
Result<Enum> named(const Json& object, const char* key, const std::array<Enum, N>& all) {
  const std::string name = json::string_or(object, key);
  const auto found = std::ranges::find_if(all, [&](Enum one) { return name == model::to_string(one); });
  if (found == all.end()) return wrong(key, "a known word");
  return *found;
}

/// A list's element in errors: "units[3]".
std::string place(const char* of, std::size_t index) { return std::string(of) + "[" + std::to_string(index) + "]"; }

Result<Action> read_action(const Json& value, std::size_t unit) {
  using enum model::Assurance;
  using enum model::Judging;
  Action action;
  action.strategy = VX_TRY(word(value, "strategy"));
  action.unit = unit;
  action.assurance = VX_TRY(named(value, "assurance", std::array{proven, tested, observed}));
  action.judging = VX_TRY(named(value, "judging", std::array{calls, sequence, workload}));
  action.changes_class = VX_TRY(flag(value, "changes_class"));
  action.expected_factor = VX_TRY(number(value, "expected_factor", 0, 1e12));
  action.expected_saving = VX_TRY(number(value, "expected_saving", 0, 1));
  return action;
}

Result<Outcome> read_outcome(const Json& value) {
  const auto verdict = model::verdict_kind(json::string_or(value, "verdict"));
  if (!verdict) return wrong("verdict", "a known word");
  Outcome outcome{*verdict, VX_TRY(number(value, "log_gain", 0, kMostGain)),
                  VX_TRY(number(value, "seconds", 0, kMostSeconds))};
  if (outcome.log_gain > 0 && outcome.verdict != model::VerdictKind::accepted)
    return wrong("log_gain", "0, though the candidate was not accepted");
  return outcome;
}

/// Tries that come before `own` at the same base.
Result<std::vector<std::size_t>> read_after(const Json& value, std::size_t own) {
  std::vector<std::size_t> after;
  for (const Json& index : *VX_TRY(list(value, "after", kMostTries))) {
    if (!index.is_number_unsigned() || index.get<std::uint64_t>() >= own)
      return wrong("after", "a list of earlier tries at the same base");
    after.push_back(index.get<std::size_t>());
  }
  return after;
}

struct Position {
  std::size_t unit = 0, base = 0, bases = 0, own = 0;
};

Result<RecordedTry> read_try(const Json& value, const Position& at) {
  RecordedTry one;
  one.action = VX_TRY_CONTEXT("action", read_action(json::member(value, "action"), at.unit));
  one.outcome = VX_TRY_CONTEXT("outcome", read_outcome(json::member(value, "outcome")));
  one.after = VX_TRY(read_after(value, at.own));
  const Json& next = json::member(value, "next");
  if (next.is_null()) return one;
  if (!next.is_number_unsigned() || next.get<std::uint64_t>() >= at.bases || next.get<std::uint64_t>() <= at.base)
    return wrong("next", "a later base of the unit");
  if (one.outcome.verdict != model::VerdictKind::accepted)
    return wrong("next", "missing, though the candidate was not accepted");
  one.next = next.get<std::size_t>();
  return one;
}

Result<RecordedBase> read_base(const Json& value, Position at) {
  RecordedBase base;
  for (const Json& one : *VX_TRY(list(value, "tries", kMostTries))) {
    at.own = base.tries.size();
    base.tries.push_back(VX_TRY_CONTEXT(place("tries", at.own), read_try(one, at)));
  }
  return base;
}

Result<std::vector<float>> read_code(const Json& value) {
  std::vector<float> code;
  const Json& numbers = *VX_TRY(list(value, "code", kMostCode));
  for (const Json& one : numbers) {
    if (!one.is_number() || !(std::abs(one.get<double>()) <= 1)) return wrong("code", "a list of numbers from -1 to 1");
    code.push_back(one.get<float>());
  }
  return code;
}

Result<UnitState> read_state(const Json& value) {
  UnitState state;
  state.own_share = VX_TRY(number(value, "own_share", 0, 1));
  state.cumulative_share = VX_TRY(number(value, "cumulative_share", 0, 1));
  state.calls = VX_TRY(whole(value, "calls", kMostCalls));
  state.lines = static_cast<std::uint32_t>(VX_TRY(whole(value, "lines", std::numeric_limits<std::uint32_t>::max())));
  const double size_class = VX_TRY(number(value, "size_class", -1, 64));
  if (size_class != std::floor(size_class)) return wrong("size_class", "a whole number");
  state.size_class = static_cast<int>(size_class);
  state.code = VX_TRY(read_code(value));
  return state;
}

Result<RecordedUnit> read_unit(const Json& value, std::size_t index) {
  RecordedUnit unit;
  unit.state = VX_TRY_CONTEXT("state", read_state(json::member(value, "state")));
  const Json& bases = *VX_TRY(list(value, "bases", kMostBases));
  if (bases.empty()) return wrong("bases", "a list that begins with the code as it is");
  for (const Json& base : bases) {
    const Position at{index, unit.bases.size(), bases.size(), 0};
    unit.bases.push_back(VX_TRY_CONTEXT(place("bases", at.base), read_base(base, at)));
  }
  return unit;
}

Result<RecordedProject> read_project(std::string_view text) {
  const Json value = VX_TRY(json::parse(text, "the line"));
  if (json::string_or(value, "schema") != kSchema) return wrong("schema", kSchema);
  RecordedProject project;
  project.name = VX_TRY(word(value, "name"));
  project.family = VX_TRY(word(value, "family"));
  project.digest = VX_TRY(word(value, "digest"));
  project.python = VX_TRY(word(value, "python"));
  project.machine = VX_TRY(word(value, "machine"));
  project.workload_s = VX_TRY(number(value, "workload_s", 0, kMostSeconds));
  for (const Json& unit : *VX_TRY(list(value, "units", kMostUnits))) {
    const std::size_t index = project.units.size();
    project.units.push_back(VX_TRY_CONTEXT(place("units", index), read_unit(unit, index)));
  }
  return project;
}

Json json_of(const RecordedTry& one) {
  Json value = {{"action",
                 {{"strategy", one.action.strategy},
                  {"assurance", model::to_string(one.action.assurance)},
                  {"judging", model::to_string(one.action.judging)},
                  {"changes_class", one.action.changes_class},
                  {"expected_factor", one.action.expected_factor},
                  {"expected_saving", one.action.expected_saving}}},
                {"outcome",
                 {{"verdict", model::to_string(one.outcome.verdict)},
                  {"log_gain", one.outcome.log_gain},
                  {"seconds", one.outcome.seconds}}},
                {"after", one.after}};
  if (one.next) value["next"] = *one.next;
  return value;
}

Json json_of(const UnitState& state) {
  Json code = Json::array();
  for (const float number : state.code) code.push_back(std::round(static_cast<double>(number) * 1e4) / 1e4);
  return {{"own_share", state.own_share},   {"cumulative_share", state.cumulative_share},
          {"calls", state.calls},           {"lines", state.lines},
          {"size_class", state.size_class}, {"code", std::move(code)}};
}

Json json_of(const RecordedUnit& unit) {
  Json bases = Json::array();
  for (const RecordedBase& base : unit.bases) {
    Json tries = Json::array();
    for (const RecordedTry& one : base.tries) tries.push_back(json_of(one));
    bases.push_back(Json{{"tries", std::move(tries)}});
  }
  return {{"state", json_of(unit.state)}, {"bases", std::move(bases)}};
}

}  // namespace

Result<OutcomeTable> read_outcomes(std::string_view text, std::string_view what) {
  OutcomeTable table;
  std::size_t line = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    ++line;
    if (end > 0)
      table.push_back(
          VX_TRY_CONTEXT(std::string(what) + ":" + std::to_string(line), read_project(text.substr(0, end))));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return table;
}

std::string write_outcomes(const RecordedProject& project) {
  Json units = Json::array();
  for (const RecordedUnit& unit : project.units) units.push_back(json_of(unit));
  const Json value = {{"schema", kSchema},
                      {"name", project.name},
                      {"family", project.family},
                      {"digest", project.digest},
                      {"python", project.python},
                      {"machine", project.machine},
                      {"workload_s", project.workload_s},
                      {"units", std::move(units)}};
  return json::dump(value) + "\n";
}

}  // namespace velox::learn
