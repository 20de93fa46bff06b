// SPDX-License-Identifier: Apache-2.0
// Types of arrays, Series and DataFrames: what numpy's and pandas' constructors, operators and attributes give. Facts from
// the references of numpy 1.24 and pandas 1.5. Limits: an array has a known item only where its number of axes is known
// too; one without axes, which numpy turns into a number again, is told from others by that.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "velox/analysis/types.hpp"

namespace velox::analysis {
namespace {

using Names = std::unordered_set<std::string_view>;

NodeIndex argument_list(const Tree& tree, NodeIndex call) {
  const auto list = tree.child(call, Field::arguments);
  return tree.is(list, Kind::argument_list_k) ? list : kNone;
}

bool is_positional(const Tree& tree, NodeIndex argument) {
  return !tree.is(argument, Kind::keyword_argument_k) && !tree.is(argument, Kind::list_splat_k) &&
         !tree.is(argument, Kind::dictionary_splat_k);
}

// The n-th argument when all before it are positional ones, else the one of that keyword.
NodeIndex argument_of(const Tree& tree, NodeIndex call, int n, std::string_view name) {
  for (auto c = tree.first(argument_list(tree, call)); c != kNone; c = tree.next(c)) {
    if (tree.is(c, Kind::keyword_argument_k) && tree.text(tree.child(c, Field::name)) == name)
      return tree.child(c, Field::value);
    if (is_positional(tree, c) && n-- == 0) return c;
  }
  return kNone;
}

// All arguments are spelled out, and their keywords are among `allowed`.
bool only_keywords(const Tree& tree, NodeIndex call, const Names& allowed) {
  const auto list = argument_list(tree, call);
  if (list == kNone) return false;
  for (auto c = tree.first(list); c != kNone; c = tree.next(c)) {
    if (is_positional(tree, c)) continue;
    if (!tree.is(c, Kind::keyword_argument_k) || !allowed.contains(tree.text(tree.child(c, Field::name)))) return false;
  }
  return true;
}

Ty array_of(T item, int axes, NodeIndex why) {
  Ty type = Ty::of(T::ndarray, why);
  if (axes == 1) type.element = item;
  if (axes > 1) type.element = T::ndarray;
  if (axes == 2) type.inner = item;
  return type;
}

bool has_axes(const Ty& array) { return array.element == T::ndarray || is_item(array.element); }

T item_of(const Ty& array) { return array.element == T::ndarray ? array.inner : array.element; }

bool is_arithmetic(std::string_view op) {
  return op == "+" || op == "-" || op == "*" || op == "/" || op == "//" || op == "%" || op == "**";
}

bool is_order(std::string_view op) {
  return op == "<" || op == ">" || op == "<=" || op == ">=" || op == "==" || op == "!=";
}

Ty with_item(Ty array, T item) {
  (array.element == T::ndarray ? array.inner : array.element) = item;
  return array;
}

// The item of a sum or the like of two sides: float64 stays what it is, and so does what both have.
T arithmetic_item(std::string_view op, const Ty& left, const Ty& right) {
  const auto item = [](const Ty& t) { return t.name == T::ndarray ? item_of(t) : t.name; };
  const auto mild = [](T t) { return t == T::float64 || t == T::real || t == T::integer || t == T::boolean; };
  if (item(left) == T::float64 && mild(item(right))) return T::float64;
  if (item(right) == T::float64 && mild(item(left))) return T::float64;
  const bool whole = op == "+" || op == "-" || op == "*";
  return whole && item(left) == T::int64 && item(right) == T::int64 ? T::int64 : T::unknown;
}

// Single items: numbers of numpy again.
Ty combined_items(std::string_view op, const Ty& left, const Ty& right, NodeIndex why) {
  const auto fits = [](const Ty& t) { return is_item(t.name) || t.name == T::integer || t.name == T::real; };
  Ty out;
  if (!fits(left) || !fits(right) || (!is_arithmetic(op) && !is_order(op))) return out;
  out.name = is_order(op) ? T::numpy_bool : arithmetic_item(op, left, right);
  out.certainty = std::max(left.certainty, right.certainty);
  out.why = why;
  return out.known() ? out : Ty();
}

// The one number of an array of float64 or int64; unknown for others.
T reduced(std::string_view name, T item) {
  static const Names kMeans = {"mean", "std", "var", "median"}, kPlaces = {"argmin", "argmax"};
  static const Names kSame = {"sum", "prod", "min", "max", "amin", "amax"};
  if (item != T::float64 && item != T::int64) return T::unknown;
  if (kMeans.contains(name)) return T::float64;
  return kPlaces.contains(name) ? T::int64 : kSame.contains(name) ? item : T::unknown;
}

}  // namespace

bool holds_items(const Ty& type) {
  return type.name == T::ndarray && (is_item(type.element) || (type.element == T::ndarray && is_item(type.inner)));
}

Ty combined_tables(std::string_view op, const Ty& left, const Ty& right, NodeIndex why) {
  if (!is_table(left.name) && !is_table(right.name)) return combined_items(op, left, right, why);
  const auto either = [&](T t) { return left.name == t || right.name == t; };
  const auto fits = [](const Ty& t) {
    return is_number(t.name) || is_item(t.name) || t.name == T::str || t.name == T::series || t.name == T::frame ||
           (t.name == T::ndarray && has_axes(t));
  };
  const bool masks = op == "&" || op == "|" || op == "^";
  if (!fits(left) || !fits(right) || (!is_arithmetic(op) && !is_order(op) && !masks)) return {};
  Ty out;
  out.certainty = std::max(left.certainty, right.certainty);
  out.why = why;
  if (either(T::frame) || either(T::series)) {
    out.name = either(T::frame) ? T::frame : T::series;
    return out;
  }
  if (left.name == T::str || right.name == T::str) return {};
  const bool deep = left.element == T::ndarray || right.element == T::ndarray;
  out.name = T::ndarray;
  out.element = deep ? T::ndarray : T::unknown;
  const bool both_masks = masks && left.name == T::ndarray && right.name == T::ndarray &&
                          item_of(left) == T::numpy_bool && item_of(right) == T::numpy_bool;
  const T item = is_order(op) || both_masks ? T::numpy_bool : masks ? T::unknown : arithmetic_item(op, left, right);
  return with_item(out, item);
}

// float, "int64", np.bool_ ...: unknown for types that are not told apart here, and for values.
T Types::item_named_by(NodeIndex type) const {
  static const std::unordered_map<std::string_view, T> kItems = {
      {"float", T::float64}, {"float64", T::float64}, {"double", T::float64},  {"f8", T::float64},
      {"d", T::float64},     {"float_", T::float64},  {"float32", T::float32}, {"f4", T::float32},
      {"int", T::int64},     {"int64", T::int64},     {"int_", T::int64},      {"i8", T::int64},
      {"int32", T::int32},   {"i4", T::int32},        {"uint8", T::uint8},     {"bool", T::numpy_bool},
      {"?", T::numpy_bool},  {"bool_", T::numpy_bool}};
  auto text = tree_.text(type);
  std::string name;
  if (tree_.is(type, Kind::string_k) && text.size() > 2) {
    text = text.substr(1, text.size() - 2);
  } else {
    name = scopes_.resolve(type);
    text = name;
    if (text.starts_with("numpy.")) text.remove_prefix(6);
  }
  const auto item = kItems.find(text);
  return item == kItems.end() ? T::unknown : item->second;
}

// An array of this shape: a whole number, or a tuple or list of some.
Ty Types::shaped(NodeIndex shape, T item, int depth) const {
  shape = tree_.strip(shape);
  if (shape == kNone) return array_of(item, -1, kNone);
  int axes = -1;
  if (tree_.is(shape, Kind::tuple_k) || tree_.is(shape, Kind::list_k)) {
    axes = tree_.count(shape);
    for (const auto c : tree_.children(shape)) axes = tree_.is(c, Kind::list_splat_k) ? -1 : axes;
  } else {
    const auto type = eval(shape, depth);
    if (type.name == T::bottom) return type;
    if (type.name == T::integer) axes = 1;
  }
  return array_of(item, axes, shape);
}

// np.array([...]): one axis and a known item where the list holds numbers, and the item follows from them or is given.
Ty Types::eval_array_of_list(NodeIndex i, int depth) const {
  const auto source = argument_of(tree_, i, 0, "object"), type = argument_of(tree_, i, 1, "dtype");
  if (source == kNone) return {};
  const auto from = eval(source, depth);
  if (from.name == T::bottom) return from;
  if (from.name == T::ndarray) {
    Ty copy = from;
    copy.why = i;
    return type == kNone ? copy : has_axes(from) ? with_item(copy, item_named_by(type)) : array_of(T::unknown, -1, i);
  }
  Ty out = array_of(T::unknown, -1, i);
  out.certainty = from.certainty;
  const T given = type == kNone ? T::unknown : item_named_by(type);
  const bool none = tree_.is(tree_.strip(source), Kind::list_k) && tree_.first(tree_.strip(source)) == kNone;
  if (none) {
    out.element = type == kNone ? T::float64 : given;
    return out;
  }
  const bool numbers = (from.name == T::list || from.name == T::tuple) && is_number(from.element);
  if (!numbers || from.element == T::complex) return out;
  if (type == kNone && from.element == T::real) out.element = T::float64;
  if (is_item(given)) out.element = given;
  return out;
}

Ty Types::eval_array(NodeIndex i, const std::string& name, int depth) const {
  static const Names kFilled = {"zeros", "ones", "empty"}, kAlike = {"zeros_like", "ones_like", "empty_like"};
  static const Names kPlain = {"sqrt", "exp", "log",  "log2",  "log10", "log1p", "expm1",  "sin",  "cos",   "tan",
                               "tanh", "abs", "fabs", "floor", "ceil",  "rint",  "square", "sign", "cumsum"};
  const std::string_view bare = std::string_view(name).substr(6);
  const int given = tree_.count(argument_list(tree_, i));
  if (bare == "array" || bare == "asarray" || bare == "ascontiguousarray")
    return only_keywords(tree_, i, {"dtype", "copy", "order"}) ? eval_array_of_list(i, depth) : Ty();
  if (kFilled.contains(bare)) {
    if (!only_keywords(tree_, i, {"dtype", "order", "shape"})) return {};
    const auto type = argument_of(tree_, i, 1, "dtype");
    auto out = shaped(argument_of(tree_, i, 0, "shape"), type == kNone ? T::float64 : item_named_by(type), depth);
    if (out.known()) out.why = i;
    return out;
  }
  const auto first = argument_of(tree_, i, 0, "a");
  const auto source = first == kNone ? Ty() : eval(first, depth);
  if (source.name == T::bottom) return source;
  if (kAlike.contains(bare) && only_keywords(tree_, i, {"dtype"})) {
    const auto type = argument_of(tree_, i, 1, "dtype");
    if (source.name != T::ndarray) return is_plain_container(source.name) ? array_of(T::unknown, -1, i) : Ty();
    Ty out = type != kNone && has_axes(source) ? with_item(source, item_named_by(type)) : source;
    out.why = i;
    return out;
  }
  if (bare == "arange" && only_keywords(tree_, i, {}) && given >= 1 && given <= 3) {
    Ty bounds = Ty::bottom();
    for (const auto c : tree_.children(argument_list(tree_, i))) {
      const auto bound = eval(c, depth);
      if (bound.name == T::bottom) return bound;
      if (bound.name != T::integer && bound.name != T::real) return array_of(T::unknown, -1, i);
      bounds.name = bounds.name == T::real ? T::real : bound.name;
      bounds.certainty = std::max(bounds.certainty, bound.certainty);
    }
    Ty out = array_of(bounds.name == T::real ? T::float64 : T::int64, 1, i);
    out.certainty = bounds.certainty;
    return out;
  }
  if (bare == "linspace" && only_keywords(tree_, i, {"num", "endpoint"}) && given >= 2 && given <= 3) {
    const auto start = eval(first, depth), stop = eval(argument_of(tree_, i, 1, "stop"), depth);
    if (start.name == T::bottom || stop.name == T::bottom) return Ty::bottom();
    const auto number = [](const Ty& t) { return t.name == T::integer || t.name == T::real; };
    Ty out = array_of(T::float64, number(start) && number(stop) ? 1 : -1, i);
    out.certainty = std::max(start.certainty, stop.certainty);
    return out;
  }
  if (given == 1 && holds_items(source) && reduced(bare, item_of(source)) != T::unknown) {
    Ty number = Ty::of(reduced(bare, item_of(source)), i);
    number.certainty = source.certainty;
    return number;
  }
  const bool maps = kPlain.contains(bare) && given == 1 && source.name == T::ndarray && has_axes(source);
  if (!maps) return {};
  Ty out = item_of(source) == T::float64 ? source : with_item(source, T::unknown);
  out.why = i;
  return out;
}

Ty Types::eval_library(NodeIndex i, const std::string& name, int depth) const {
  if (name.starts_with("numpy.") && name.find('.', 6) == std::string::npos) return eval_array(i, name, depth);
  if (name == "pandas.DataFrame") return Ty::of(T::frame, i);
  if (name == "pandas.Series") return Ty::of(T::series, i);
  if (name != "pandas.read_csv" && name != "pandas.read_table" && name != "pandas.read_parquet") return {};
  // With these it gives a reader of pieces, or a Series.
  for (auto c = tree_.first(argument_list(tree_, i)); c != kNone; c = tree_.next(c)) {
    if (tree_.is(c, Kind::dictionary_splat_k) || tree_.is(c, Kind::list_splat_k)) return {};
    if (!tree_.is(c, Kind::keyword_argument_k)) continue;
    const auto keyword = tree_.text(tree_.child(c, Field::name));
    if (keyword == "chunksize" || keyword == "iterator" || keyword == "squeeze") return {};
  }
  return Ty::of(T::frame, i);
}

Ty Types::eval_table_method(NodeIndex i, const Ty& self, std::string_view name) const {
  Ty out = self;
  out.why = i;
  if (name == "copy") return out;
  if (self.name == T::frame)
    return name == "reset_index" && argument_list(tree_, i) != kNone && tree_.count(argument_list(tree_, i)) == 0
               ? out
               : Ty();
  if (self.name != T::ndarray) return {};
  if (name == "flatten" || name == "ravel")
    return item_of(self) == T::unknown ? array_of(T::unknown, -1, i)
                                       : with_item(array_of(T::unknown, 1, i), item_of(self));
  if (name == "astype") {
    const auto type = argument_of(tree_, i, 0, "dtype");
    return type == kNone || !has_axes(self) ? array_of(T::unknown, -1, i) : with_item(out, item_named_by(type));
  }
  const bool alone = argument_list(tree_, i) != kNone && tree_.count(argument_list(tree_, i)) == 0;
  if (alone && holds_items(self) && reduced(name, item_of(self)) != T::unknown) {
    Ty number = Ty::of(reduced(name, item_of(self)), i);
    number.certainty = self.certainty;
    return number;
  }
  if (name != "tolist" || !is_item(self.element)) return {};
  Ty list = Ty::of(T::list, i);
  const T item = self.element;
  list.element = item == T::float64 || item == T::float32 ? T::real : item == T::numpy_bool ? T::boolean : T::integer;
  list.value = T::bottom;
  list.hashable = true;
  list.certainty = self.certainty;
  return list;
}

Ty Types::eval_table_subscript(NodeIndex index, const Ty& self, int depth) const {
  Ty out = self;
  const bool single = tree_.next(index) == kNone;
  if (!single) return {};
  if (self.name == T::frame) {
    // The column, unless two have that name.
    if (!tree_.is(index, Kind::string_k)) return {};
    out = Ty::of(T::series, index);
    out.certainty = std::max(self.certainty, Certainty::declared);
    out.element = is_item(self.element) ? self.element : T::unknown;
    return out;
  }
  if (self.name != T::ndarray || !has_axes(self)) return {};
  if (tree_.is(index, Kind::slice_k)) return out;
  const auto at = eval(index, depth);
  if (at.name == T::bottom) return at;
  out.certainty = std::max(self.certainty, at.certainty);
  if (at.name == T::ndarray && at.element == T::numpy_bool && self.element != T::ndarray) return out;
  if (at.name != T::integer) return {};
  const T inner = self.inner;
  out.name = self.element;
  out.element = self.element == T::ndarray ? inner : T::unknown;
  out.inner = T::unknown;
  return out.name == T::ndarray && !is_item(inner) ? Ty() : out;
}

Ty Types::eval_table_attribute(NodeIndex i, const Ty& self) const {
  const auto name = tree_.text(tree_.child(i, Field::attribute));
  Ty out = Ty::of(T::integer, i);
  out.certainty = self.certainty;
  if (name == "ndim" || (name == "size" && self.name != T::frame)) return out;
  if (name != "shape") return {};
  out.name = T::tuple;
  out.element = T::integer;
  out.hashable = true;
  return out;
}

}  // namespace velox::analysis
