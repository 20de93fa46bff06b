// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "velox/base/hash.hpp"
#include "velox/rules/all_rules.hpp"
#include "velox/rules/catalogue.hpp"
#include "velox/rules/pattern_rule.hpp"
#include "velox/source/edits.hpp"
#include "velox/source/syntax.hpp"

namespace velox::rules {
namespace {

/// What the pages say about cost, read once. Immutable, so it may be shared between threads.
const std::vector<Page>& pages() {
  static const std::vector<Page> kPages = load_catalogue().value_or(std::vector<Page>());
  return kPages;
}

std::string hash_of(const model::Candidate& candidate) {
  std::string text = candidate.strategy + "\n" + candidate.unit.text() + "\n";
  for (const auto& edit : candidate.edits) {
    text += std::to_string(edit.span.begin) + ":" + std::to_string(edit.span.end) + ":" + edit.text + "\n";
  }
  return short_hash(text);
}

void complete(const Rule& rule, const RuleContext& context, model::Candidate& candidate) {
  candidate.strategy = rule.id();
  candidate.unit = context.unit.id;
  candidate.file = context.module.file();
  if (candidate.line == 0) candidate.line = context.unit.line;
  std::ranges::stable_sort(candidate.edits, {}, [](const model::Edit& edit) { return edit.span.begin; });
  if (const Page* page = builtin_page(rule.id())) {
    candidate.assurance = model::weaker(candidate.assurance, page->assurance);
    if (candidate.cost_before.empty() && candidate.cost_after.empty()) {
      candidate.cost_before = page->cost_before;
      candidate.cost_after = page->cost_after;
    }
    if (candidate.expected_factor == 1) candidate.expected_factor = page->factor;
  }
  candidate.id = hash_of(candidate);
}

/// Empty when the edits give a file that still parses; else what is wrong with them.
std::string flaw_of(const RuleContext& context, const model::Candidate& candidate) {
  if (candidate.edits.empty()) return "it has no edits";
  const auto after = source::apply_edits(context.module.bytes(), candidate.edits);
  if (!after) return after.error().message();
  if (*after == context.module.bytes()) return "it changes nothing";
  if (source::surely_parses(context.module, candidate.edits, *after)) return {};
  const auto parsed = source::ParsedModule::parse(*after, context.module.file());
  if (!parsed) return parsed.error().message();
  if (parsed->syntax_error()) return parsed->syntax_error()->message;
  return {};
}

}  // namespace

const Page* builtin_page(std::string_view id) {
  const auto found = std::ranges::find(pages(), id, &Page::id);
  return found == pages().end() ? nullptr : &*found;
}

std::vector<std::unique_ptr<Rule>> builtin_rules() {
  std::vector<std::unique_ptr<Rule>> rules;
  rules.push_back(make_membership_list_to_set());
  rules.push_back(make_nested_loop_join_to_index());
  rules.push_back(make_any_match_in_loop_to_set());
  rules.push_back(make_count_in_loop_to_counter());
  rules.push_back(make_awaits_to_gather());
  rules.push_back(make_trial_division_to_square_root());
  rules.push_back(make_copy_to_grow_to_in_place());
  rules.push_back(make_bytes_append_to_bytearray());
  rules.push_back(make_tuple_append_to_list());
  rules.push_back(make_growing_sum_to_running_total());
  rules.push_back(make_range_sum_to_prefix_sums());
  rules.push_back(make_list_index_in_loop_to_dict());
  rules.push_back(make_remove_in_loop_to_filter());
  rules.push_back(make_memoise_pure_recursion());
  rules.push_back(make_sort_in_loop());
  rules.push_back(make_linear_search_in_sorted_to_bisect());
  rules.push_back(make_min_remove_to_heap());
  rules.push_back(make_hoist_invariant_call());
  rules.push_back(make_string_append_to_join());
  rules.push_back(make_deepcopy_flat());
  rules.push_back(make_regex_compile_once());
  rules.push_back(make_repeated_pure_call_to_local());
  rules.push_back(make_redundant_copy_for_iteration());
  rules.push_back(make_log_formatting_guard());
  rules.push_back(make_pop_front_to_deque());
  rules.push_back(make_list_concat_in_loop());
  rules.push_back(make_sum_lists_to_chain());
  rules.push_back(make_bytes_slicing_to_offset());
  rules.push_back(make_accumulate_slices_sum());
  rules.push_back(make_sliding_window_sum());
  rules.push_back(make_running_extreme());
  rules.push_back(make_best_key_to_local());
  rules.push_back(make_split_maxsplit());
  rules.push_back(make_first_of_list_to_next_iter());
  rules.push_back(make_flag_loop_to_early_exit());
  rules.push_back(make_hoist_constant_container());
  rules.push_back(make_dict_keys_membership());
  rules.push_back(make_sorted_extreme_to_min_max());
  rules.push_back(make_append_loop_to_list());
  rules.push_back(make_any_list_to_generator());
  rules.push_back(make_generator_to_list());
  rules.push_back(make_get_default_store_back());
  rules.push_back(make_memoise_repeated_calls());
  rules.push_back(make_range_len_indexing());
  rules.push_back(make_tail_recursion_to_loop());
  rules.push_back(make_counting_while_to_for());
  rules.push_back(make_index_pairs_to_combinations());
  rules.push_back(make_row_lookup_to_local());
  rules.push_back(make_hoist_system_query());
  rules.push_back(make_local_import_to_module());
  rules.push_back(make_hoist_invariant_expression());
  rules.push_back(make_array_append_in_loop());
  rules.push_back(make_frame_concat_in_loop());
  rules.push_back(make_array_loop_to_expression());
  rules.push_back(make_array_comprehension_to_expression());
  rules.push_back(make_vectorize_to_expression());
  rules.push_back(make_iterrows_to_columns());
  rules.push_back(make_filter_frame_in_loop_to_groups());
  rules.push_back(make_hoist_array_reduction());
  rules.push_back(make_apply_rows_to_columns());
  rules.push_back(make_series_apply_to_expression());
  rules.push_back(make_array_filter_length_to_count());
  for (const Page& page : pages()) {
    if (page.kind != "pattern") continue;
    if (auto rule = make_pattern_rule(page)) rules.push_back(*std::move(rule));  // golden_test.cpp tells of bad pages
  }
  return rules;
}

Findings propose(const Rule& rule, const RuleContext& context) {
  Findings all;
  if (context.module.syntax_error()) return all;
  std::set<std::string> seen;
  Findings found;
  rule.propose(context, found);
  for (auto& refusal : found.refusals) {
    refusal.strategy = rule.id();
    refusal.unit = context.unit.id;
    all.refusals.push_back(std::move(refusal));
  }
  for (auto& candidate : found.candidates) {
    complete(rule, context, candidate);
    if (!seen.insert(candidate.id).second) continue;
    if (auto flaw = flaw_of(context, candidate); !flaw.empty()) {
      all.refusals.push_back({candidate.strategy, candidate.unit, candidate.line,
                              "the rewrite did not hold together (" + flaw + "); this is a bug in the rule"});
      continue;
    }
    all.candidates.push_back(std::move(candidate));
  }
  return all;
}

Findings propose_all(const std::vector<std::unique_ptr<Rule>>& rules, const RuleContext& context) {
  Findings all;
  for (const auto& rule : rules) {
    auto found = propose(*rule, context);
    std::ranges::move(found.candidates, std::back_inserter(all.candidates));
    std::ranges::move(found.refusals, std::back_inserter(all.refusals));
  }
  return all;
}

}  // namespace velox::rules
