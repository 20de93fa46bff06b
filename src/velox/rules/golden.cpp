// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/golden.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>

#include "velox/base/json_full.hpp"
#include "velox/rules/apply_all.hpp"
#include "velox/source/edits.hpp"

namespace velox::rules {

namespace {

constexpr std::size_t kMostRounds = 20;

std::map<std::string, std::uint64_t> counts(const Json& object) {
  std::map<std::string, std::uint64_t> out;
  for (const auto& [key, value] : object.items()) {
    if (value.is_number_unsigned()) out[key] = value.get<std::uint64_t>();
  }
  return out;
}

model::ObservedValue observed_value(const Json& object) {
  model::ObservedValue value;
  value.types = counts(json::member(object, "types"));
  value.elements = counts(json::member(object, "elements"));
  value.element_of_elements = counts(json::member(object, "element_of_elements"));
  value.hashable_elements = json::bool_or(object, "hashable_elements");
  for (const auto& size : json::member(object, "sizes")) {
    if (size.is_number_unsigned()) value.sizes.push_back(size.get<std::uint64_t>());
  }
  for (const auto& number : json::member(object, "numbers")) {
    if (number.is_number_unsigned()) value.numbers.push_back(number.get<std::uint64_t>());
  }
  value.identity_shared = json::bool_or(object, "identity_shared");
  return value;
}

Result<std::vector<model::ObservedUnit>> observed_units(const std::string& text, const std::string& file) {
  std::vector<model::ObservedUnit> units;
  if (text.empty()) return units;
  const auto object = VX_TRY(json::parse(text, "observed"));
  for (const auto& [qualname, facts] : object.items()) {
    auto& unit = units.emplace_back();
    unit.unit = {file, qualname};
    unit.calls = static_cast<std::uint64_t>(json::integer_or(facts, "calls", 10));
    unit.repeated = json::number_or(facts, "repeated", -1);
    for (const auto& [name, value] : json::member(facts, "params").items()) unit.params[name] = observed_value(value);
    for (const auto& [name, value] : json::member(facts, "locals").items()) unit.locals[name] = observed_value(value);
    unit.returns = observed_value(json::member(facts, "returns"));
  }
  return units;
}

std::string reasons(const Findings& findings) {
  std::string text;
  for (const auto& refusal : findings.refusals) text += "\n  refused: " + refusal.reason;
  return text;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class CaseCheck {
 public:
  CaseCheck(const Rule& rule, const PageCase& entry, std::vector<CaseFailure>& failures)
      : rule_(rule), entry_(entry), failures_(failures) {}

  void run() { entry_.after ? positive() : negative(); }

 private:
  void wrong(std::string message) { failures_.push_back({entry_.line, entry_.title, std::move(message)}); }

  /// What the rule finds in all units of a text (or in the case's unit), with hot facts absent.
  Findings find(const std::string& text) {
    auto found = try_find(text);
    if (found) return *std::move(found);
    wrong(found.error().describe());
    return {};
  }

  Result<Findings> try_find(const std::string& text) const {
    const auto module = VX_TRY(source::ParsedModule::parse(text, "case.py"));
    if (module.syntax_error()) return fail(ErrorCode::invalid, module.syntax_error()->message + " in:\n" + text);
    const auto observed = VX_TRY(observed_units(entry_.observed, "case.py"));
    const auto facts = analysis::Facts::analyse(module, observed);
    PythonVersion python;
    if (!entry_.python.empty()) std::sscanf(entry_.python.c_str(), "%d.%d", &python.major, &python.minor);
    Findings all;
    for (const auto& unit : module.units()) {
      if (!entry_.unit.empty() && unit.id.qualname != entry_.unit) continue;
      const auto seen = std::ranges::find(observed, unit.id.qualname,
                                          [](const model::ObservedUnit& one) { return one.unit.qualname; });
      RuleContext context{module, facts, unit, module.definition(unit), nullptr, nullptr, python};
      if (seen != observed.end()) context.observed = &*seen;
      auto found = propose(rule_, context);
      std::ranges::move(found.candidates, std::back_inserter(all.candidates));
      std::ranges::move(found.refusals, std::back_inserter(all.refusals));
    }
    return all;
  }

  void negative() {
    const auto found = find(entry_.before);
    if (!found.candidates.empty()) {
      wrong("must not change, but becomes:\n" +
            source::apply_edits(entry_.before, found.candidates.front().edits).value_or("?"));
    }
    const bool told = std::ranges::any_of(
        found.refusals, [&](const model::Refusal& refusal) { return contains(refusal.reason, entry_.refused); });
    if (!entry_.refused.empty() && !told) wrong("no refusal says \"" + entry_.refused + "\"" + reasons(found));
  }

  void check_claim(const model::Candidate& first, bool at_first) {
    if (!entry_.assurance.empty() && model::to_string(first.assurance) != entry_.assurance)
      wrong(fmt::format("claims to be {}, not {}", model::to_string(first.assurance), entry_.assurance));
    if (first.why.empty()) wrong("does not say why it is faster");
    if ((first.assurance == model::Assurance::observed) == first.assumptions.empty())
      wrong("an observed candidate lists what it leans on, and no other does");
    std::string assumptions;
    for (const auto& assumption : first.assumptions) assumptions += "\n  assumes: " + assumption;
    if (at_first && !contains(assumptions, entry_.assumes))
      wrong("no assumption says \"" + entry_.assumes + "\"" + assumptions);
  }

  /// Applies the first candidate, or all of them one after the other, and compares.
  void positive() {
    Findings last;
    const auto search = [&](const std::string& text) -> Result<std::vector<model::Candidate>> {
      last = VX_TRY(try_find(text));
      return last.candidates;
    };
    const auto applied = apply_all(entry_.before, search, entry_.all ? kMostRounds : 1);
    if (!applied) return wrong(applied.error().describe());
    if (applied->steps.empty()) return wrong("gives no candidate" + reasons(last));
    for (const auto& step : applied->steps) {
      check_claim(step.candidate, &step == &applied->steps.front());
      if (step.found_after >= step.found_before) return wrong("proposes again:\n" + step.text);
    }
    const std::string& text = applied->steps.back().text;
    if (entry_.all && !applied->ended) return wrong("never comes to an end:\n" + text);
    if (text != *entry_.after) wrong("becomes:\n" + text);
  }

  const Rule& rule_;
  const PageCase& entry_;
  std::vector<CaseFailure>& failures_;
};

}  // namespace

std::vector<CaseFailure> check_cases(const Rule& rule, const Page& page) {
  std::vector<CaseFailure> failures;
  for (const auto& entry : page.cases) CaseCheck(rule, entry, failures).run();
  return failures;
}

std::string cases_to_run(const Page& page) {
  Json cases = Json::array();
  for (const auto& entry : page.cases) {
    Json one = {{"title", entry.title}, {"before", entry.before}, {"run", entry.run}, {"bench", entry.bench}};
    if (entry.after) one["after"] = *entry.after;
    cases.push_back(one);
  }
  return json::dump(cases);
}

}  // namespace velox::rules
