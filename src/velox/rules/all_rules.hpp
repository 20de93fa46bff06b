// SPDX-License-Identifier: Apache-2.0
// The written rules, each defined in <rule_id>.cpp. registry.cpp puts them in catalogue order.
#pragma once

#include <memory>

#include "velox/rules/rule.hpp"

namespace velox::rules {

std::unique_ptr<Rule> make_membership_list_to_set();
std::unique_ptr<Rule> make_nested_loop_join_to_index();
std::unique_ptr<Rule> make_any_match_in_loop_to_set();
std::unique_ptr<Rule> make_memoise_pure_recursion();
std::unique_ptr<Rule> make_memoise_repeated_calls();
std::unique_ptr<Rule> make_sort_in_loop();
std::unique_ptr<Rule> make_linear_search_in_sorted_to_bisect();
std::unique_ptr<Rule> make_min_remove_to_heap();
std::unique_ptr<Rule> make_count_in_loop_to_counter();
std::unique_ptr<Rule> make_list_index_in_loop_to_dict();
std::unique_ptr<Rule> make_remove_in_loop_to_filter();
std::unique_ptr<Rule> make_hoist_invariant_call();
std::unique_ptr<Rule> make_hoist_invariant_expression();
std::unique_ptr<Rule> make_regex_compile_once();
std::unique_ptr<Rule> make_repeated_pure_call_to_local();
std::unique_ptr<Rule> make_redundant_copy_for_iteration();
std::unique_ptr<Rule> make_log_formatting_guard();
std::unique_ptr<Rule> make_deepcopy_flat();
std::unique_ptr<Rule> make_string_append_to_join();
std::unique_ptr<Rule> make_pop_front_to_deque();
std::unique_ptr<Rule> make_list_concat_in_loop();
std::unique_ptr<Rule> make_sum_lists_to_chain();
std::unique_ptr<Rule> make_bytes_slicing_to_offset();
std::unique_ptr<Rule> make_accumulate_slices_sum();
std::unique_ptr<Rule> make_sliding_window_sum();
std::unique_ptr<Rule> make_running_extreme();
std::unique_ptr<Rule> make_best_key_to_local();
std::unique_ptr<Rule> make_split_maxsplit();
std::unique_ptr<Rule> make_first_of_list_to_next_iter();
std::unique_ptr<Rule> make_flag_loop_to_early_exit();
std::unique_ptr<Rule> make_hoist_constant_container();
std::unique_ptr<Rule> make_dict_keys_membership();
std::unique_ptr<Rule> make_sorted_extreme_to_min_max();
std::unique_ptr<Rule> make_append_loop_to_list();
std::unique_ptr<Rule> make_any_list_to_generator();
std::unique_ptr<Rule> make_generator_to_list();
std::unique_ptr<Rule> make_get_default_store_back();
std::unique_ptr<Rule> make_range_len_indexing();
std::unique_ptr<Rule> make_awaits_to_gather();
std::unique_ptr<Rule> make_trial_division_to_square_root();
std::unique_ptr<Rule> make_copy_to_grow_to_in_place();
std::unique_ptr<Rule> make_bytes_append_to_bytearray();
std::unique_ptr<Rule> make_tuple_append_to_list();
std::unique_ptr<Rule> make_growing_sum_to_running_total();
std::unique_ptr<Rule> make_range_sum_to_prefix_sums();
std::unique_ptr<Rule> make_tail_recursion_to_loop();
std::unique_ptr<Rule> make_hoist_system_query();
std::unique_ptr<Rule> make_counting_while_to_for();
std::unique_ptr<Rule> make_index_pairs_to_combinations();
std::unique_ptr<Rule> make_row_lookup_to_local();
std::unique_ptr<Rule> make_local_import_to_module();
std::unique_ptr<Rule> make_array_append_in_loop();
std::unique_ptr<Rule> make_frame_concat_in_loop();
std::unique_ptr<Rule> make_array_loop_to_expression();
std::unique_ptr<Rule> make_array_comprehension_to_expression();
std::unique_ptr<Rule> make_vectorize_to_expression();
std::unique_ptr<Rule> make_iterrows_to_columns();
std::unique_ptr<Rule> make_filter_frame_in_loop_to_groups();
std::unique_ptr<Rule> make_hoist_array_reduction();
std::unique_ptr<Rule> make_apply_rows_to_columns();
std::unique_ptr<Rule> make_series_apply_to_expression();
std::unique_ptr<Rule> make_array_filter_length_to_count();

}  // namespace velox::rules
