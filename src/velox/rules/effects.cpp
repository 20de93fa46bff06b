// SPDX-License-Identifier: Apache-2.0
// Problem: what a rewrite gains depends on the interpreter and on sizes; one factor on its page is right for few.
// Idea: a table of measurements by input; in between, the logarithm of the factor is taken as linear in that of the size.
// Limits: an input of a page stands for many programs. It decides what is tried first and what is not worth trying; whether
// a rewrite is faster here is for the experiment to say.
#include "velox/rules/effects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <set>

#include "velox/base/json_full.hpp"
#include "velox/rules/catalogue.hpp"
#include "velox/rules/seen_size.hpp"

namespace velox::rules {
namespace {

constexpr const char* kSchema = "velox.effects/1";
constexpr double kSlower = 0.98;    ///< a factor below which a rewrite is known to cost
constexpr double kLeast = 1.03;     ///< of a candidate that may gain, though not on most inputs: the last to be tried
constexpr double kSomeLength = 30;  ///< elements from which on an input counts where no size is known

/// Four digits say all that a measurement knows.
double rounded(double value) { return std::strtod(fmt::format("{:.4g}", value).c_str(), nullptr); }

Json to_json(const Effect& effect) {
  return {{"rule", effect.rule},
          {"case", effect.title},
          {"input", effect.input},
          {"size", effect.size ? Json(*effect.size) : Json()},
          {"ratio", rounded(effect.ratio)},
          {"low", rounded(effect.low)},
          {"high", rounded(effect.high)},
          {"pairs", effect.pairs},
          {"seconds", rounded(effect.seconds)}};
}

Result<Effect> effect_from(const Json& value) {
  Effect effect;
  effect.rule = json::string_or(value, "rule");
  effect.title = json::string_or(value, "case");
  effect.input = json::string_or(value, "input");
  if (json::member(value, "size").is_number()) effect.size = json::number_or(value, "size");
  effect.ratio = json::number_or(value, "ratio");
  effect.low = json::number_or(value, "low");
  effect.high = json::number_or(value, "high");
  effect.pairs = static_cast<int>(json::integer_or(value, "pairs"));
  effect.seconds = json::number_or(value, "seconds");
  if (effect.rule.empty() || effect.low <= 0 || effect.low > effect.ratio || effect.ratio > effect.high)
    return fail(ErrorCode::invalid, "an effect needs a rule, and 0 < low <= ratio <= high: " + json::dump(value));
  return effect;
}

Result<Measured> measured_from(const Json& value) {
  Measured measured;
  measured.implementation = json::string_or(value, "implementation");
  measured.version = json::string_or(value, "version");
  measured.machine = json::string_or(value, "machine");
  measured.date = json::string_or(value, "date");
  measured.load = json::number_or(value, "load");
  if (measured.implementation.empty() || measured.version.empty())
    return fail(ErrorCode::invalid, "a measurement needs an implementation and a version");
  for (const Json& effect : json::member(value, "effects")) measured.effects.push_back(VX_TRY(effect_from(effect)));
  return measured;
}

struct Version {
  int major = 0, minor = 0;
  bool operator==(const Version&) const = default;
};

Version version_of(const Measured& measured) {
  Version version;
  std::sscanf(measured.version.c_str(), "%d.%d", &version.major, &version.minor);
  return version;
}

std::string name_of(const Measured& measured) {
  const auto [major, minor] = version_of(measured);
  return fmt::format("{} {}.{}", measured.implementation, major, minor);
}

bool same_place(const Measured& a, const Measured& b) {
  return a.implementation == b.implementation && version_of(a) == version_of(b) && a.machine == b.machine;
}

std::set<std::string, std::less<>> rules_of(const Measured& measured) {
  std::set<std::string, std::less<>> rules;
  for (const auto& effect : measured.effects) rules.insert(effect.rule);
  return rules;
}

/// All inputs together, each weighing as much as it takes before: a place takes time because it meets those that do.
struct Pool {
  double before = 0, after = 0;  ///< seconds
  double best = -std::numeric_limits<double>::infinity();
  void add(const Effect& effect) {
    before += effect.seconds;
    after += effect.seconds / effect.ratio;
    best = std::max(best, std::log(effect.high));
  }
  bool empty() const { return before <= 0; }
  double together() const { return empty() ? 0 : std::log(before / after); }
};

std::string shown_count(double count) { return count == 1 ? "1 element" : fmt::format("{:g} elements", count); }

}  // namespace

std::optional<double> size_in(std::string_view input) {
  const auto digit = [&](std::size_t at) { return at < input.size() && input[at] >= '0' && input[at] <= '9'; };
  double size = 0;
  std::size_t at = 0;
  for (; digit(at) || (at > 0 && at < input.size() && input[at] == ',' && digit(at + 1)); ++at) {
    if (input[at] != ',') size = size * 10 + (input[at] - '0');
  }
  const bool ends = at == input.size() || input[at] == ' ' || input[at] == ',';
  return at > 0 && ends ? std::optional(size) : std::nullopt;
}

Result<EffectsTable> EffectsTable::parse(std::string_view text) {
  const Json document = VX_TRY(json::parse(text, "the table of effects"));
  if (json::string_or(document, "schema") != kSchema)
    return fail(ErrorCode::invalid,
                fmt::format("the schema is '{}', not {}", json::string_or(document, "schema"), kSchema));
  EffectsTable table;
  for (const Json& one : json::member(document, "measured")) table.measured_.push_back(VX_TRY(measured_from(one)));
  return table;
}

std::string EffectsTable::text() const {
  std::string out = fmt::format("{{\"schema\": \"{}\", \"measured\": [", kSchema);
  for (std::size_t i = 0; i < measured_.size(); ++i) {
    const auto& one = measured_[i];
    const Json head{{"implementation", one.implementation},
                    {"version", one.version},
                    {"machine", one.machine},
                    {"date", one.date},
                    {"load", rounded(one.load)}};
    auto opening = json::dump(head);
    opening.pop_back();
    out += (i > 0 ? ",\n" : "\n") + opening + ", \"effects\": [";
    for (std::size_t k = 0; k < one.effects.size(); ++k)
      out += (k > 0 ? ",\n" : "\n") + json::dump(to_json(one.effects[k]));
    out += "\n]}";
  }
  return out + "\n]}\n";
}

void EffectsTable::put(Measured measured) {
  const auto known = std::ranges::find_if(measured_, [&](const Measured& one) { return same_place(one, measured); });
  if (known == measured_.end()) {
    measured_.push_back(std::move(measured));
    return;
  }
  const auto anew = rules_of(measured);
  for (auto& effect : known->effects) {
    if (!anew.contains(effect.rule)) measured.effects.push_back(std::move(effect));
  }
  std::ranges::stable_sort(measured.effects, {}, &Effect::rule);
  measured.load = std::max(measured.load, known->load);
  *known = std::move(measured);
}

Effects::Effects(const std::vector<EffectsTable>& tables, const TargetPython& python) {
  std::map<std::string, int, std::less<>> distances;
  for (const auto& table : tables) {
    for (const auto& measured : table.measured()) {
      const auto [major, minor] = version_of(measured);
      if (measured.implementation != python.implementation || major != python.major) continue;
      const int distance = std::abs(minor - python.minor);
      for (const auto& rule : rules_of(measured)) {
        const auto nearest = distances.find(rule);
        if (nearest != distances.end() && nearest->second <= distance) continue;
        distances[rule] = distance;
        rules_[rule] = known_from(measured, rule);
      }
    }
  }
}

Effects::Known Effects::known_from(const Measured& measured, std::string_view rule) {
  std::map<double, Pool> sizes;
  Pool all, some;
  for (const auto& effect : measured.effects) {
    if (effect.rule != rule) continue;
    all.add(effect);
    if (!effect.size || *effect.size >= kSomeLength) some.add(effect);
    if (effect.size) sizes[std::log1p(*effect.size)].add(effect);
  }
  Known known{name_of(measured), {}, some.empty() ? all.together() : some.together(), all.best};
  for (const auto& [size, pool] : sizes) known.points.push_back({size, pool.together(), pool.best});
  return known;
}

std::optional<Effects::Estimate> Effects::of(std::string_view rule, std::optional<double> size) const {
  const auto found = rules_.find(rule);
  if (found == rules_.end()) return std::nullopt;
  const auto& [on, points, factor, best] = found->second;
  if (!size || points.empty()) return Estimate{std::exp(factor), std::exp(best), on};
  const double at = std::log1p(*size);
  const auto above = std::ranges::find_if(points, [&](const Point& point) { return point.size >= at; });
  if (above == points.begin()) return Estimate{std::exp(above->factor), std::exp(above->best), on};
  if (above == points.end()) return Estimate{std::exp(points.back().factor), std::exp(points.back().best), on};
  const auto& below = *std::prev(above);
  const double part = (at - below.size) / (above->size - below.size);
  return Estimate{std::exp(std::lerp(below.factor, above->factor, part)),
                  std::exp(std::lerp(below.best, above->best, part)), on};
}

std::optional<std::string> weigh(const Effects& effects, const RuleContext& context, model::Candidate& candidate) {
  const auto anywhere = effects.of(candidate.strategy, std::nullopt);
  if (!anywhere) return std::nullopt;
  if (anywhere->best < kSlower)
    return fmt::format("slower on every input that was measured with {}: about ×{:.2f}", anywhere->on,
                       anywhere->factor);
  const Page* page = builtin_page(candidate.strategy);
  if (page != nullptr && candidate.expected_factor != page->factor) return std::nullopt;
  const auto seen = seen_size(context, candidate);
  const auto typical = seen ? *effects.of(candidate.strategy, seen->typical) : *anywhere;
  if (seen && typical.best < kSlower && effects.of(candidate.strategy, seen->largest)->best < kSlower)
    return fmt::format("slower at the sizes seen: ×{:.2f} at {}, measured with {}", typical.factor,
                       shown_count(seen->typical), typical.on);
  candidate.expected_factor = std::max(typical.factor, kLeast);
  return std::nullopt;
}

}  // namespace velox::rules
