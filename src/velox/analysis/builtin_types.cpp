// SPDX-License-Identifier: Apache-2.0
#include "velox/analysis/builtin_types.hpp"

#include <array>
#include <unordered_map>
#include <utility>

namespace velox::analysis {
namespace {

constexpr std::array<std::string_view, 42> kNames = {"",
                                                     "",
                                                     "None",
                                                     "bool",
                                                     "int",
                                                     "float",
                                                     "complex",
                                                     "str",
                                                     "bytes",
                                                     "bytearray",
                                                     "list",
                                                     "tuple",
                                                     "set",
                                                     "frozenset",
                                                     "dict",
                                                     "collections.deque",
                                                     "collections.defaultdict",
                                                     "collections.OrderedDict",
                                                     "collections.Counter",
                                                     "range",
                                                     "generator",
                                                     "coroutine",
                                                     "enumerate",
                                                     "zip",
                                                     "map",
                                                     "filter",
                                                     "reversed",
                                                     "dict_keys",
                                                     "dict_values",
                                                     "dict_items",
                                                     "function",
                                                     "re.Pattern",
                                                     "ellipsis",
                                                     "numpy.ndarray",
                                                     "pandas.DataFrame",
                                                     "pandas.Series",
                                                     "numpy.float64",
                                                     "numpy.float32",
                                                     "numpy.int64",
                                                     "numpy.int32",
                                                     "numpy.uint8",
                                                     "numpy.bool_"};

using MethodTable = std::unordered_map<std::string_view, Method>;

void add_all(MethodTable& table, std::initializer_list<std::string_view> names, const Method& method) {
  for (const auto name : names) table[name] = method;
}

MethodTable text_methods(T self) {
  MethodTable t;
  add_all(t,
          {"upper", "lower", "strip", "lstrip", "rstrip", "title", "capitalize", "swapcase", "center", "ljust", "rjust",
           "zfill", "replace", "expandtabs", "removeprefix", "removesuffix", "join"},
          {.result = self, .compares = true});
  add_all(t,
          {"startswith", "endswith", "isalnum", "isalpha", "isascii", "isdigit", "islower", "isspace", "istitle",
           "isupper"},
          {.result = T::boolean, .compares = true});
  add_all(t, {"find", "rfind", "index", "rindex", "count"}, {.result = T::integer, .compares = true});
  add_all(t, {"split", "rsplit", "splitlines"}, {.result = T::list, .element = self, .compares = true});
  add_all(t, {"partition", "rpartition"}, {.result = T::tuple, .element = self, .compares = true});
  return t;
}

MethodTable str_methods() {
  auto t = text_methods(T::str);
  add_all(t, {"isdecimal", "isidentifier", "isnumeric", "isprintable"}, {.result = T::boolean});
  add_all(t, {"casefold"}, {.result = T::str});
  add_all(t, {"format"}, {.result = T::str, .renders = true});
  add_all(t, {"translate"}, {.result = T::str, .compares = true});
  add_all(t, {"encode"}, {.result = T::bytes, .compares = true});
  return t;
}

MethodTable bytes_methods(T self) {
  auto t = text_methods(self);
  add_all(t, {"decode"}, {.result = T::str, .compares = true});
  add_all(t, {"hex"}, {.result = T::str});
  add_all(t, {"translate"}, {.result = self, .compares = true});
  if (self == T::bytearray) {
    add_all(t, {"append"}, {.result = T::none, .mutates = true, .adds = Adds::first});
    add_all(t, {"extend"}, {.result = T::none, .mutates = true, .adds = Adds::each_of_first});
    add_all(t, {"clear", "reverse", "remove", "insert"}, {.result = T::none, .mutates = true});
    add_all(t, {"pop"}, {.result = T::integer, .mutates = true});
  }
  return t;
}

MethodTable list_methods(T self) {
  MethodTable t;
  add_all(t, {"append"}, {.result = T::none, .mutates = true, .adds = Adds::first});
  add_all(t, {"extend"}, {.result = T::none, .mutates = true, .adds = Adds::each_of_first});
  add_all(t, {"insert"}, {.result = T::none, .mutates = true, .adds = Adds::second});
  add_all(t, {"remove"}, {.result = T::none, .mutates = true, .compares = true});
  add_all(t, {"clear", "reverse"}, {.result = T::none, .mutates = true});
  add_all(t, {"pop"}, {.mutates = true, .gives_element = true});
  add_all(t, {"index", "count"}, {.result = T::integer, .compares = true});
  add_all(t, {"copy"}, {.result = self, .same_elements = true});
  if (self == T::list) add_all(t, {"sort"}, {.result = T::none, .mutates = true, .compares = true});
  if (self == T::deque) {
    add_all(t, {"appendleft"}, {.result = T::none, .mutates = true, .adds = Adds::first});
    add_all(t, {"extendleft"}, {.result = T::none, .mutates = true, .adds = Adds::each_of_first});
    add_all(t, {"popleft"}, {.mutates = true, .gives_element = true});
    add_all(t, {"rotate"}, {.result = T::none, .mutates = true});
  }
  return t;
}

MethodTable set_methods(T self) {
  MethodTable t;
  add_all(t, {"issubset", "issuperset", "isdisjoint"}, {.result = T::boolean, .compares = true});
  add_all(t, {"intersection", "difference"}, {.result = self, .same_elements = true, .compares = true});
  add_all(t, {"union", "symmetric_difference"}, {.result = self, .compares = true});
  add_all(t, {"copy"}, {.result = self, .same_elements = true});
  if (self == T::frozenset) return t;
  add_all(t, {"add"}, {.result = T::none, .mutates = true, .compares = true, .adds = Adds::first});
  add_all(t, {"discard", "remove", "difference_update", "intersection_update"},
          {.result = T::none, .mutates = true, .compares = true});
  add_all(t, {"update", "symmetric_difference_update"},
          {.result = T::none, .mutates = true, .compares = true, .adds = Adds::each_of_first});
  add_all(t, {"clear"}, {.result = T::none, .mutates = true});
  add_all(t, {"pop"}, {.mutates = true, .gives_element = true});
  return t;
}

MethodTable dict_methods(T self) {
  MethodTable t;
  add_all(t, {"get"}, {.compares = true});
  add_all(t, {"keys"}, {.result = T::keys, .same_elements = true});
  add_all(t, {"values"}, {.result = T::values});
  add_all(t, {"items"}, {.result = T::items, .element = T::tuple});
  add_all(t, {"copy"}, {.result = self, .same_elements = true});
  add_all(t, {"setdefault"}, {.mutates = true, .compares = true, .adds = Adds::first});
  add_all(t, {"pop"}, {.mutates = true, .compares = true});
  add_all(t, {"popitem"}, {.result = T::tuple, .mutates = true});
  add_all(t, {"update"}, {.result = T::none, .mutates = true, .compares = true, .adds = Adds::each_of_first});
  add_all(t, {"clear"}, {.result = T::none, .mutates = true});
  if (self == T::ordered_dict) add_all(t, {"move_to_end"}, {.result = T::none, .mutates = true, .compares = true});
  if (self == T::counter) {
    add_all(t, {"most_common"}, {.result = T::list, .element = T::tuple});
    add_all(t, {"subtract"}, {.result = T::none, .mutates = true, .compares = true, .adds = Adds::each_of_first});
  }
  return t;
}

MethodTable number_methods(T self) {
  MethodTable t;
  if (self == T::real) {
    add_all(t, {"is_integer"}, {.result = T::boolean});
    add_all(t, {"hex"}, {.result = T::str});
  } else {
    add_all(t, {"bit_length", "bit_count"}, {.result = T::integer});
    add_all(t, {"to_bytes"}, {.result = T::bytes, .compares = true});
  }
  add_all(t, {"as_integer_ratio"}, {.result = T::tuple, .element = T::integer});
  return t;
}

MethodTable pattern_methods() {
  MethodTable t;
  add_all(t, {"match", "search", "fullmatch", "finditer"}, {.compares = true});
  add_all(t, {"findall", "split"}, {.result = T::list, .compares = true});
  return t;
}

MethodTable array_methods() {
  MethodTable t;
  add_all(t, {"copy"}, {.result = T::ndarray, .same_elements = true});
  add_all(t, {"flatten"}, {.result = T::ndarray});
  add_all(t, {"tolist", "mean", "sum", "std", "var", "min", "max", "prod", "argmin", "argmax", "any", "all"},
          {.result = T::unknown});
  add_all(t, {"fill", "sort", "put", "itemset", "partition"}, {.result = T::none, .mutates = true, .compares = true});
  return t;
}

const std::unordered_map<T, MethodTable>& methods() {
  static const std::unordered_map<T, MethodTable> kMethods = {
      {T::str, str_methods()},
      {T::bytes, bytes_methods(T::bytes)},
      {T::bytearray, bytes_methods(T::bytearray)},
      {T::list, list_methods(T::list)},
      {T::deque, list_methods(T::deque)},
      {T::tuple,
       {{"index", {.result = T::integer, .compares = true}}, {"count", {.result = T::integer, .compares = true}}}},
      {T::range,
       {{"index", {.result = T::integer, .compares = true}}, {"count", {.result = T::integer, .compares = true}}}},
      {T::set, set_methods(T::set)},
      {T::frozenset, set_methods(T::frozenset)},
      {T::dict, dict_methods(T::dict)},
      {T::default_dict, dict_methods(T::default_dict)},
      {T::ordered_dict, dict_methods(T::ordered_dict)},
      {T::counter, dict_methods(T::counter)},
      {T::integer, number_methods(T::integer)},
      {T::boolean, number_methods(T::boolean)},
      {T::real, number_methods(T::real)},
      {T::pattern, pattern_methods()},
      {T::ndarray, array_methods()}};
  return kMethods;
}

using FunctionTable = std::unordered_map<std::string_view, Function>;

void add_functions(FunctionTable& table, std::initializer_list<std::string_view> names, const Function& function) {
  for (const auto name : names) table[name] = function;
}

void add_builtins(FunctionTable& t) {
  add_functions(t, {"len"}, {.result = T::integer, .needs = Needs::plain});
  add_functions(t, {"id"}, {.result = T::integer, .needs = Needs::nothing, .nondeterministic = true});
  add_functions(t, {"callable"}, {.result = T::boolean, .needs = Needs::nothing});
  add_functions(t, {"bool"}, {.result = T::boolean, .needs = Needs::plain});
  add_functions(t, {"list"}, {.result = T::list, .needs = Needs::plain, .same_elements = true});
  add_functions(t, {"tuple"}, {.result = T::tuple, .needs = Needs::plain, .same_elements = true});
  add_functions(t, {"set"}, {.result = T::set, .needs = Needs::scalars, .same_elements = true});
  add_functions(t, {"frozenset"}, {.result = T::frozenset, .needs = Needs::scalars, .same_elements = true});
  add_functions(t, {"dict"}, {.result = T::dict, .needs = Needs::scalars});
  add_functions(t, {"sorted"}, {.result = T::list, .needs = Needs::scalars, .same_elements = true});
  add_functions(t, {"reversed"}, {.result = T::reversed, .needs = Needs::plain, .same_elements = true, .keeps = true});
  add_functions(t, {"enumerate"}, {.result = T::enumerate, .element = T::tuple, .needs = Needs::plain, .keeps = true});
  add_functions(t, {"zip"}, {.result = T::zip, .element = T::tuple, .needs = Needs::plain, .keeps = true});
  add_functions(t, {"range"}, {.result = T::range, .element = T::integer, .needs = Needs::scalars});
  add_functions(t, {"slice"}, {.needs = Needs::scalars});
  add_functions(t, {"int"}, {.result = T::integer, .needs = Needs::scalars});
  add_functions(t, {"float"}, {.result = T::real, .needs = Needs::scalars});
  add_functions(t, {"complex"}, {.result = T::complex, .needs = Needs::scalars});
  add_functions(t, {"bytes"}, {.result = T::bytes, .needs = Needs::scalars});
  add_functions(t, {"bytearray"}, {.result = T::bytearray, .needs = Needs::scalars});
  add_functions(t, {"str", "repr", "ascii", "format"}, {.result = T::str, .needs = Needs::rendered});
  add_functions(t, {"chr", "hex", "oct", "bin"}, {.result = T::str, .needs = Needs::scalars});
  add_functions(t, {"ord"}, {.result = T::integer, .needs = Needs::scalars});
  add_functions(t, {"min", "max", "sum", "abs", "round", "divmod", "pow"}, {.needs = Needs::scalars});
  add_functions(t, {"all", "any"}, {.result = T::boolean, .needs = Needs::scalars});
  add_functions(t, {"hash"}, {.result = T::integer, .needs = Needs::scalars, .nondeterministic = true});
  add_functions(t, {"isinstance", "issubclass"}, {.result = T::boolean, .needs = Needs::unknown});
  add_functions(t, {"print"}, {.result = T::none, .needs = Needs::rendered, .io = true});
  add_functions(t, {"input"}, {.result = T::str, .needs = Needs::rendered, .io = true, .nondeterministic = true});
  add_functions(t, {"open"}, {.needs = Needs::scalars, .io = true, .nondeterministic = true});
}

void add_library(FunctionTable& t) {
  add_functions(
      t, {"math.sqrt",   "math.exp",     "math.log",     "math.log2",     "math.log10", "math.log1p",    "math.expm1",
          "math.sin",    "math.cos",     "math.tan",     "math.asin",     "math.acos",  "math.atan",     "math.atan2",
          "math.sinh",   "math.cosh",    "math.tanh",    "math.hypot",    "math.pow",   "math.fabs",     "math.fmod",
          "math.fsum",   "math.radians", "math.degrees", "math.copysign", "math.erf",   "math.erfc",     "math.gamma",
          "math.lgamma", "math.dist",    "math.ldexp",   "math.cbrt",     "math.exp2",  "math.remainder"},
      {.result = T::real, .needs = Needs::scalars});
  add_functions(t,
                {"math.floor", "math.ceil", "math.trunc", "math.gcd", "math.lcm", "math.factorial", "math.comb",
                 "math.perm", "math.isqrt"},
                {.result = T::integer, .needs = Needs::scalars});
  add_functions(t, {"math.isnan", "math.isinf", "math.isfinite", "math.isclose"},
                {.result = T::boolean, .needs = Needs::scalars});
  add_functions(t, {"math.prod"}, {.needs = Needs::scalars});
  add_functions(t, {"math.modf", "math.frexp"}, {.result = T::tuple, .needs = Needs::scalars});
  add_functions(t, {"re.compile"}, {.result = T::pattern, .needs = Needs::scalars});
  add_functions(t, {"re.match", "re.search", "re.fullmatch", "re.finditer"}, {.needs = Needs::scalars});
  add_functions(t, {"re.findall", "re.split"}, {.result = T::list, .needs = Needs::scalars});
  add_functions(t, {"re.escape"}, {.result = T::str, .needs = Needs::scalars});
  add_functions(t, {"collections.deque"}, {.result = T::deque, .needs = Needs::plain, .same_elements = true});
  add_functions(t, {"collections.defaultdict"}, {.result = T::default_dict, .needs = Needs::nothing});
  add_functions(t, {"collections.OrderedDict"}, {.result = T::ordered_dict, .needs = Needs::scalars});
  add_functions(t, {"collections.Counter"}, {.result = T::counter, .needs = Needs::scalars, .same_elements = true});
  add_functions(t, {"heapq.nlargest", "heapq.nsmallest"}, {.result = T::list, .needs = Needs::scalars});
  add_functions(t, {"bisect.bisect", "bisect.bisect_left", "bisect.bisect_right"},
                {.result = T::integer, .needs = Needs::scalars});
  add_functions(t, {"json.dumps"}, {.result = T::str, .needs = Needs::rendered});
  add_functions(t, {"copy.copy"}, {.needs = Needs::plain});
  add_functions(t, {"copy.deepcopy"}, {.needs = Needs::rendered});
  add_functions(t, {"os.path.join", "os.path.basename", "os.path.dirname", "os.path.normpath"},
                {.needs = Needs::scalars});
  add_functions(t,
                {"time.time", "time.perf_counter", "time.monotonic", "time.process_time", "random.random",
                 "random.uniform", "random.gauss"},
                {.result = T::real, .needs = Needs::scalars, .nondeterministic = true});
  add_functions(t,
                {"time.time_ns", "time.perf_counter_ns", "time.monotonic_ns", "random.randint", "random.getrandbits"},
                {.result = T::integer, .needs = Needs::scalars, .nondeterministic = true});
  add_functions(t, {"os.urandom"}, {.result = T::bytes, .needs = Needs::scalars, .nondeterministic = true});
}

// Functions of numpy that only look at their arguments, and give the same for the same numbers.
void add_numpy(FunctionTable& t) {
  add_functions(
      t, {"numpy.sqrt",   "numpy.exp",     "numpy.log",      "numpy.log2",       "numpy.log10",        "numpy.log1p",
          "numpy.expm1",  "numpy.sin",     "numpy.cos",      "numpy.tan",        "numpy.tanh",         "numpy.abs",
          "numpy.fabs",   "numpy.floor",   "numpy.ceil",     "numpy.rint",       "numpy.square",       "numpy.sign",
          "numpy.sum",    "numpy.prod",    "numpy.mean",     "numpy.std",        "numpy.var",          "numpy.median",
          "numpy.min",    "numpy.max",     "numpy.amin",     "numpy.amax",       "numpy.ptp",          "numpy.argmin",
          "numpy.argmax", "numpy.minimum", "numpy.maximum",  "numpy.hypot",      "numpy.isnan",        "numpy.isfinite",
          "numpy.isinf",  "numpy.cumsum",  "numpy.quantile", "numpy.percentile", "numpy.dot",          "numpy.where",
          "numpy.any",    "numpy.all",     "numpy.unique",   "numpy.argsort",    "numpy.count_nonzero"},
      {.needs = Needs::arrays});
}

}  // namespace

std::string_view name_of(T type) { return kNames[static_cast<std::size_t>(type)]; }

T type_named(std::string_view name) {
  if (name.starts_with("builtins.")) name.remove_prefix(9);
  if (name == "NoneType") return T::none;
  if (name == "pandas.core.frame.DataFrame") return T::frame;  // as the class calls itself before pandas 3
  if (name == "pandas.core.series.Series") return T::series;
  if (name == "numpy.bool") return T::numpy_bool;  // numpy 2
  for (std::size_t i = 2; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<T>(i);
  }
  return T::unknown;
}

bool is_scalar(T t) {
  return t == T::none || t == T::boolean || t == T::integer || t == T::real || t == T::str || t == T::bytes;
}

bool is_number(T t) { return t == T::boolean || t == T::integer || t == T::real || t == T::complex; }

bool is_immutable(T t) {
  return is_scalar(t) || t == T::complex || t == T::tuple || t == T::frozenset || t == T::range || t == T::pattern ||
         t == T::ellipsis || is_item(t);
}

bool is_mapping(T t) { return t == T::dict || t == T::default_dict || t == T::ordered_dict || t == T::counter; }

bool is_plain_container(T t) {
  return is_mapping(t) || t == T::list || t == T::tuple || t == T::set || t == T::frozenset || t == T::deque ||
         t == T::str || t == T::bytes || t == T::bytearray || t == T::range || t == T::keys || t == T::values ||
         t == T::items;
}

bool is_item(T t) {
  return t == T::float64 || t == T::float32 || t == T::int64 || t == T::int32 || t == T::uint8 || t == T::numpy_bool;
}

bool is_table(T t) { return t == T::ndarray || t == T::frame || t == T::series; }

bool is_iterator(T t) {
  return t == T::generator || t == T::enumerate || t == T::zip || t == T::map || t == T::filter || t == T::reversed;
}

const Method* find_method(T receiver, std::string_view name) {
  const auto table = methods().find(receiver);
  if (table == methods().end()) return nullptr;
  const auto it = table->second.find(name);
  return it == table->second.end() ? nullptr : &it->second;
}

const Function* find_function(std::string_view dotted) {
  static const FunctionTable kFunctions = [] {
    FunctionTable t;
    add_builtins(t);
    add_library(t);
    add_numpy(t);
    return t;
  }();
  const auto it = kFunctions.find(dotted);
  return it == kFunctions.end() ? nullptr : &it->second;
}

bool is_builtin_method(std::string_view name) {
  for (const T type : {T::str, T::bytes, T::bytearray, T::list, T::set, T::dict, T::deque, T::counter, T::pattern}) {
    if (find_method(type, name) != nullptr) return true;
  }
  return false;
}

}  // namespace velox::analysis
