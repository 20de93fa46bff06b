// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/rule_learner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "velox/agents/catalogue.hpp"
#include "velox/base/text.hpp"
#include "velox/source/edits.hpp"

namespace velox::agents {

namespace {

bool is_written(const std::vector<CatalogueEntry>& catalogue, const std::string& strategy) {
  return !rules::is_learned(strategy) &&
         std::ranges::any_of(catalogue, [&](const auto& entry) { return entry.page.id == strategy; });
}

// Rules that we have made it, or make the same of it by reading alone.
bool is_covered(const std::vector<CatalogueEntry>& catalogue, const rules::Example& example) {
  const auto steps = text::split(example.strategy, '+');
  if (!example.strategy.empty() && std::ranges::all_of(steps, [&](const std::string& step) {
        return is_written(catalogue, std::string(text::trim(step)));
      }))
    return true;
  const auto parsed = rules::ParsedExample::parse(example);
  if (!parsed) return false;
  const auto context = parsed->before.context();
  for (const auto& entry : catalogue) {
    if (rules::is_learned(entry.page.id)) continue;  // it is to be found again
    for (const auto& candidate : rules::propose(*entry.rule, context).candidates) {
      const auto text = source::apply_edits(parsed->before.module().bytes(), candidate.edits);
      if (!text) continue;
      const auto result = rules::ExampleSide::parse(*text);
      if (result && rules::alike(*result, parsed->after)) return true;
    }
  }
  return false;
}

}  // namespace

Result<Learning> learn_from(const fs::path& root, std::vector<rules::Example> examples) {
  const auto catalogue = VX_TRY(catalogue_of(root));
  Learning learning;
  learning.examples = examples.size();
  learning.covered = std::erase_if(examples, [&](const auto& example) { return is_covered(catalogue, example); });
  for (auto& rule : rules::learn_rules(examples)) {
    LearnedPage page;
    page.file = own_rules_folder(root) / (rule.page.id + ".md");
    page.known = std::ranges::any_of(catalogue, [&](const auto& entry) { return entry.page.id == rule.page.id; });
    if (!page.known) {
      VX_TRY(make_folder(page.file.parent_path()));
      VX_TRY(write_file_atomic(page.file, rule.text));
    }
    page.rule = std::move(rule);
    learning.pages.push_back(std::move(page));
  }
  return learning;
}

Result<std::vector<std::string>> retire_failing(const fs::path& root, store::Store& store) {
  struct Fared {
    int tried = 0, accepted = 0;
  };
  std::vector<std::string> told;
  std::error_code error;
  if (!fs::is_directory(own_rules_folder(root), error)) return told;
  std::map<std::string, Fared> all;
  for (const model::Case& known : VX_TRY(store.cases())) {
    if (!rules::is_learned(known.strategy) || known.verdict == model::VerdictKind::inconclusive) continue;
    ++all[known.strategy].tried;
    all[known.strategy].accepted += known.verdict == model::VerdictKind::accepted ? 1 : 0;
  }
  for (const auto& [id, fared] : all) {
    const fs::path page = own_rules_folder(root) / (id + ".md"),
                   retired = own_rules_folder(root) / "retired" / (id + ".md");
    if (fared.tried < kLeastTries || fared.accepted > 0 || !fs::exists(page, error)) continue;
    VX_TRY(make_folder(retired.parent_path()));
    fs::rename(page, retired, error);
    if (error) return fail(ErrorCode::io, fmt::format("cannot move {}: {}", page.string(), error.message()));
    told.push_back(fmt::format("the learned rule {} was retired: none of {} uses of it was accepted", id, fared.tried));
  }
  return told;
}

}  // namespace velox::agents
