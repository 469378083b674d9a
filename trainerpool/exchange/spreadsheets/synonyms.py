"""The words of headings: one table, field by field, for every kind of table that is read."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from trainerpool.exchange.spreadsheets.words import norm

_TRAINERS = {
    "name": "name,trainer,trainer name,full name,name of trainer,trainers,trainers name,facilitator,facilitator name,person,pool member,member,"
    "staff name,instructor,instructor name,instructors,tutors,tutor name,faculty member,faculty,employee,practitioner,surname forename,"
    "surname first name,surname first,name surname first,delegate,trainer id,who,"
    "officer,tutor,presenter,name of facilitator,colleague,participant,facilitators,lastname firstname,candidate,applicant,staff member",
    "given_name": "first name,forename,given name,firstname,forenames,first names,christian name,given names,first",
    "family_name": "surname,last name,family name,lastname,second name,last",
    "known_as": "known as,preferred name,likes to be called,nickname",
    "initials": "initials,trainer initials,init,code name",
    "title": "title,mr mrs,salutation,rank,prefix,honorific",
    "agency": "agency,organisation,agency organisation,employer,org,organization,organisation agency,partner agency,partner,"
    "employing agency,home agency,"
    "service,service area,from,works for,sector,trust,employing organisation,agency name,organisation name,representing,company,workplace,"
    "agency represented,partner organisation,body,deanery,diocese,church setting,club body,club,parish,station,"
    "agencies,organisations,employing body,setting,base organisation,employed by,team agency,home organisation,base,department agency,where from",
    "email": "e mail,email,email address,e mail address,mail,work email,contact email,e mail work,electronic mail,email add,mail address",
    "phone": "contact no,phone,telephone,tel,mobile,contact number,phone number,tel no,telephone number,mobile number,work phone,phone no,mob,"
    "mobile no,tel number,telephone no,contact tel,work mobile,direct line,extension,landline,ring,cell,number to ring",
    "contact": "contact,contact details,contact info,contacts,how to reach,email phone,email tel,reach on,details,email telephone,e mail phone,"
    "phone email,e mail telephone,tel email,get in touch,contact information",
    "job_title": "job title,job,role,post,position,job role,designation,occupation,profession,job title role,day job,substantive role,role in agency",
    "line_manager": "line manager,manager,managers name,manager name,supervisor,line managers name,releasing manager,authorising manager,"
    "manager agreed,reports to",
    "ttt_course_on": "ttt completed,ttt,t4t,t4t completed,train the trainer,train the trainer completed,train the trainer date,ttt date,t4t date,"
    "date of ttt,ttt course,ttt course date,ttt attended,training for trainers,trained,date trained,trainer training date,date of t4t,t4t attended,"
    "ttt course completed,ttt course on,train the trainer course,completed ttt,trainer course,ttt done,train the trainer attended,t3,t3 date,"
    "tft,tft date,training for trainers date,trained on,date ttt completed,training the trainers,ttt completion,date attended ttt,tot,tot date,"
    "training of trainers,trainer training,ttt programme,trainers course,date of train the trainer,attended ttt,t4t course,"
    "trainer training completed,"
    "instructor course,instructor course date,instructor training,instructor training date,instructor qualification,instructor qual,"
    "instructor qual date,instructor qualification date,tutor training,tutor training date,tutor course,facilitator training,"
    "facilitator training date,"
    "faculty training,faculty course,assessor course,trainers training,train the tutor,train the facilitator,train the instructor,"
    "ttt attended on,ttt programme completed,"
    "date completed ttt,tt t,completed t4t,ttt cohort,cohort,ttt when",
    "approved_from": "approved from,signed off,panel approval,approval date,date approved,approved,approved on,sign off date,signed off on,sign off,"
    "date signed off,approved since,accredited,accredited from,accreditation date,date of approval,panel date,approved date,start of approval,"
    "date of sign off,approval from,approved to deliver from,first badge date,badge date,qualified,qualified on,date accredited,approval,panel,"
    "signed off date,pool since,in pool since,joined pool,joined,date joined,member since,approved by panel,licensed from,licence from,"
    "competent from,"
    "licensed,licence date,date licensed,licensed on,authorised,authorised on,authorisation date,date authorised,authorisation,certified,"
    "certified on,date certified,appointed,date appointed,appointed on,registered,registered on,date registered,faculty approved on,"
    "approved trainer since,"
    "approved trainer from,trainer since,approved as trainer,date approved as trainer,approved to train from,date passed,full approval,"
    "fully approved,"
    "signed off as trainer,sign off panel,approval at panel,approved at panel,competent,signed as competent,"
    "approval start,can deliver from,active from,authorised from,sign off on,live from,panel approved,signed off by panel,date of panel",
    "approved_until": "approved until,reapproval date,re approval date,next approval,approval review,approval expires,"
    "approval expiry,expires,expiry,expiry date,renewal due,valid until,approved to,approval ends,"
    "renewal date,reapproval due,re approval due,end of approval,valid to,approval end,renewal,review due,reaccreditation due,expires on,"
    "approval until,due for renewal,accredited until,lapses,lapses on,approval runs out,re accreditation,licence to,until,approval to,renew by,"
    "approval lapses,good until,next renewal",
    "courses": "courses approved to deliver,courses,course,approved courses,can deliver,delivers,course codes,approved for,courses delivered,modules,"
    "training delivered,approved to deliver,courses approved,course s,topics,subjects,able to deliver,courses can deliver,delivering,"
    "courses they deliver,signed off for,signed off to deliver,titles,sessions can deliver,course list,specialism,specialisms,"
    "which courses,modules delivered,courses signed off,packages,may deliver,training they can deliver,courses they can deliver,offers,"
    "discipline,disciplines,teaches,subjects taught,approved subjects,subject areas,licensed to deliver,authorised to teach,qualified to teach,"
    "disciplines taught,modules can deliver,can teach,may teach,approved disciplines,authorised disciplines,"
    "courses able to deliver,competent to deliver,topic,expertise,deliver,programmes,course approved for,accredited courses,accredited for",
    "status": "status,current status,stage,state,position in pool,trainer status,standing,approved,signed off,"
    "approved y n,active,active y n,pool status,where are they,"
    "current,rag,still active,progress,current position,where up to,situation,approval status",
    "last_observed": "last observed,observed,last observation,date observed,observation date,last qa,qa date,last qa observation,"
    "observed on,qa visit",
    "delivered_count": "delivered,sessions delivered,number delivered,no delivered,deliveries,times delivered,sessions last year,no of sessions,"
    "deliveries in year,count,sessions this year,delivered this year,sessions ytd",
    "availability": "unavailable,availability,not available,leave,unavailable dates,dates unavailable,away,annual leave,dates not available,"
    "cannot do,"
    "cant do,restrictions,non availability,dates to avoid",
    "left": "left,left y n,left pool,leaver,leaver y n,date left,left date,leaving date,date of leaving,date left pool,withdrawn,date withdrawn,"
    "withdrawn on,stood down,date stood down,resigned,date resigned,left on,has left",
    "notes": "notes,comments,note,comment,remarks,other,any other information,additional information,further information,info,anything else,"
    "memo,observations",
    "country": "country,nation",
    "reference": "id,ref,no,number,trainer no,ref no,reference,staff no,collar no,payroll no,employee no,personal number",
}
_SESSIONS = {
    "date": "date,session date,course date,date s,dates,day and date,date of session,when,start date,date of course,training date,"
    "event date,day date,"
    "delivery date,from,scheduled,date of training,on,date day,course dates,session dates,date of event,planned date,starts on,event start date,"
    "date 1,date one,first date,1st date,dates of course,date start,proposed date,day one,first day,day 1,day 1 date,day one date",
    "start2": "day 2 start,day two start,second day start,day 2 start time,day 2 from",
    "end2": "day 2 finish,day 2 end,day two end,day two finish,day 2 end time,day 2 to,day 2 until",
    "end_date": "end date,finish date,last day,to date,until,date end,ends on,last date",
    "date2": "date 3,date 4,date 5,date 6,date 7,date 8,third date,3rd date,2nd date,fourth date,day 3,day three,day 4,"
    "day 2,date 2,date two,second date,date 2,day two,second day,day 2 date,follow up date",
    "day": "day,weekday,day of week",
    "start": "from,start,start time,from time,begins,time from,begin,starts,starts at,time start,commences,commencing,start at",
    "end": "until,to,finish,end,end time,finish time,ends,to,time to,finishes,until time,time end,close,ends at,finishes at,end at",
    "time": "time,times,timing,timings,hours,session time,am pm,time slot,slot,course time,session times,start finish,start and finish,course times,"
    "am or pm,"
    "at what time,time s,session,start end,part of day,period",
    "duration": "duration,length,hours long,length hours,how long,duration hours,no of hours,hrs",
    "course": "course,course title,title,session,training,session title,course name,event,module,topic,subject,what,programme,workshop,course code,"
    "training course,"
    "name of course,training title,event title,name of training,which course,training event,tag name,session name,package,code,event name,briefing",
    "venue": "venue,location,where,place,room,site,venue room,training venue,venue location,held at,where held,address,premises,"
    "venue link,building,location venue,delivered at,where is it",
    "method": "delivery method,delivery,method,format,mode,platform,virtual,online,face to face or virtual,f2f virtual,delivery type,"
    "how delivered,how,"
    "online or face to face,type,virtual y n,online y n,delivery mode,type of delivery,f2f or online",
    "max_learners": "places,max,capacity,maximum,max places,max learners,no of places,max delegates,max no,spaces,seats,limit,class size,"
    "places available,"
    "maximum places,number of places,max numbers,cap,max participants,max attendees,delegate limit,room for,total places,size",
    "trainers": "trainers,facilitators,trainer s,facilitator s,delivered by,trainers names,trainer names,who,delivering,staff,"
    "trainer,facilitator,presenters,tutors,instructor,tutor,trainer names s,faculty,"
    "trainers allocated,allocated trainers,trainer allocated,led by,presented by,run by,taught by,who is delivering,trainer pair,deliverers,"
    "co facilitators,"
    "trainers assigned,facilitated by,instructors,trainers delivering,who delivers,delivery team,training team,tutor s",
    "lead": "instructor 1,lead instructor,lead tutor name,facilitator lead,lead trainer,lead,trainer 1,facilitator 1,first trainer,"
    "lead facilitator,trainer one,1st trainer,main trainer,"
    "trainer a,presenter 1,tutor 1,lead tutor,"
    "trainer lead,facilitator one,led by,trainer no 1",
    "co_trainer": "instructor 2,second instructor,2nd tutor,second tutor,2nd instructor,2nd facilitator,second facilitator,support,assistant,"
    "co,co trainer,co lead,trainer 2,facilitator 2,second trainer,co facilitator,trainer two,2nd trainer,trainer 3,facilitator 3,third trainer,"
    "support trainer,supporting trainer,trainer b,co deliverer,presenter 2,with,supported by,trainer 4,tutor 2,co tutor,supporting,second,"
    "facilitator two,"
    "3rd trainer,4th trainer,co presenter,backup trainer,trainer no 2,alongside,and",
    "shadow": "shadow,shadowing,observer trainee,trainee,candidate shadowing,shadow trainer,shadowed by,candidate",
    "status": "status,state,confirmed,session status,progress,stage,booked y n,going ahead,position,rag",
    "booked": "booked,bookings,booked places,no booked,number booked,booked so far,delegates booked,places booked,registered,places taken,"
    "enrolled,sign ups",
    "attended": "attendance,attended,attendees,no attended,number attended,delegates,actual,learners attended,numbers,learners,participants",
    "host_agency": "host,host agency,host name,hosted by,agency,organisation,commissioned by,org,for agency,hosting agency,host organisation",
    "country": "country,nation",
    "reference": "slug,id,ref,session id,reference,session ref,course ref,event id,session no,no,ref no,event no,booking ref,number",
    "notes": "notes,comments,note,comment,remarks,other,additional information,further information,info,admin notes,joining instructions,memo",
    "link": "link,virtual link,url,teams link,meeting link,joining link,booking link,zoom link",
}
_COURSES = {
    "code": "code,course code,abbreviation,short code,short name,ref,abbrev,key,short title,initials,acronym,course ref,course id,"
    "short,letters,short form,tag,id",
    "title": "course,title,course title,course name,full title,name,meaning,description,full name,stands for,training,module,module title,"
    "full course title,"
    "discipline,unit,course subject,"
    "name of course,event,subject,topic,training course,what it is,in full,programme,full name of course",
    "hours": "hours,length,duration,hrs,no of hours,course length,total hours,length hours,duration hours,time needed,contact hours,"
    "how long,learning hours",
    "days": "days,no of days,number of days,duration days,length days",
    "max_learners": "max,capacity,places,max learners,maximum,max places",
    "notes": "notes,comments,audience,target audience,tier,level,group,owner,lead,comment,remarks,who for,who is it for,target group,category",
}
_AGENCIES = {
    "short": "short,abbreviation,code,short name,acronym,abbrev,known as,initials,short form,also known as,key,aka,alias",
    "full": "agency,organisation,full name,agency name,name,organisation name,stands for,meaning,partner,partner agency,in full,full title,"
    "org,employer",
    "notes": "notes,contact,comments,lead,link person,representative,sector,remarks",
}
_AVAILABILITY = {
    "name": "name,trainer,trainer name,who,facilitator,person,full name,staff name",
    "first": "from,start,first day,unavailable from,away from,leave from,start date,date from,first day away,leave starts,out from,from date,starts",
    "last": "to,until,end,last day,unavailable to,away until,leave to,end date,date to,last day away,leave ends,back,unavailable until,to date,ends",
    "dates": "dates,dates unavailable,unavailable,not available,unavailable dates,leave,date,when,away,dates away,leave dates,availability,"
    "dates not available,"
    "unavailability",
    "reason": "reason,why,notes,comment,comments,type,type of leave,leave type",
}
_OBSERVATIONS = {
    "date": "date of visit,date,date observed,visit date,observation date,when,observed on,date of observation,date seen,seen on,visited,visit,"
    "date of session,session date,visited on,observed,date of obs,obs date,visit on,day of visit,when seen,delivery observed on",
    "course": "course,session,session observed,training,course observed,event,course title,title,training observed,course name,topic,module",
    "trainer": "trainer observed,trainer,observed,facilitator,facilitator observed,name of trainer,who was observed,observee,trainer name,trainer s,"
    "trainers,trainers observed,trainer seen,person observed,tutor observed,tutor,presenter,who,name,facilitators,who we saw,delivered by",
    "observer": "observer,observed by,qa by,assessor,observer name,visitor,qa visitor,moderator,who observed,seen by,visited by,name of observer,"
    "qa lead,qa officer,peer observer,completed by,reviewer,who went,observer s name,obs by,observers,observing,observed by whom,seen by whom,lead observer,"
    "assessors,assessed by",
    "outcome": "outcome,result,judgement,grade,decision,recommendation,overall,rating,overall grade,overall outcome,outcome of visit,overall judgement,"
    "rag,rag rating,agreed outcome,conclusion,level,mark,overall rating,local grade,verdict,standard met,met standard,met the standard,standard,standards met,"
    "criteria met,expectations met,pass or refer,judgment,overall judgment,final outcome,final grade,obs grade",
    "strengths": "strengths,what went well,positives,good practice,www,went well,strength,did well,what worked,what worked well,good points,"
    "strengths seen,highlights,strength 1,strength 2,strength 3,what was good",
    "actions": "areas for development actions,areas for development,actions,development points,ebi,even better if,next steps,improvements,"
    "development,action,agreed actions,to work on,to improve,what to improve,areas to develop,areas for improvement,development areas,"
    "recommendations,points to work on,targets,learning points,learning identified,to develop,points for development,"
    "action 1,action 2,action 3,actions agreed,what to work on,to do",
    "feedback": "feedback sent,feedback given,feedback,written feedback,fed back,feedback shared,copy sent,written copy sent",
    "notes": "notes,comments,comment,remarks,other,venue,location,agency,organisation",
}
_MATERIALS = {
    "course": "course,title,pack,course title,training,material,trainer pack,course name,module,name of course,pack title,training pack,pack name,"
    "material title,subject,resource,materials for",
    "version": "pack version,version,ver,edition,issue,current version,version no,v,version number,v no,rev,revision,iteration",
    "status": "status,state,stage,position,current status,where it is,situation,in use,qa status,pack status",
    "author": "author,written by,owner,developed by,lead author,prepared by,writer,drafted by,created by,authors,lead writer,content lead,produced by,"
    "who wrote it,wrote it",
    "approved_by": "qa d approved by,approved by,qad by,qa by,signed off by,reviewed by,qa d by,approver,quality assured by,checked by,authorised by,"
    "qa reviewer,passed by,agreed by,who approved it,qa lead,qa,qa d,approval by,sign off by,signed off,approval",
    "approved_on": "date approved,approved on,approval date,approved,date qad,qa date,date signed off,sign off date,signed off on,signed off,"
    "date of approval,approval,qa,qa d,sign off,date agreed,date passed,passed on,live from,approved date,date qa d,agreed on",
    "review_due": "review date,review due,next review,due for review,review by,next review date,expires,expiry,valid until,review again,"
    "to be reviewed,annual review,good until,expiry date,review",
    "where": "where kept,location,file,link,path,folder,saved in,kept,storage,sharepoint,file path,folder path,stored,saved at,document link,kept at,"
    "where it is kept",
    "notes": "notes,comments,comment,remarks,other,change note,changes,what changed",
}
TABLE: dict[str, dict[str, tuple[str, ...]]] = {
    kind: {name: tuple(words.split(",")) for name, words in fields.items()}
    for kind, fields in {
        "trainers": _TRAINERS,
        "sessions": _SESSIONS,
        "courses": _COURSES,
        "agencies": _AGENCIES,
        "availability": _AVAILABILITY,
        "observations": _OBSERVATIONS,
        "materials": _MATERIALS,
    }.items()
}
"""kind of table -> field -> the headings people give it, as `words.norm` writes them."""

_WORDS = {
    kind: [(name, phrase, frozenset(phrase.split())) for name, phrases in fields.items() for phrase in phrases]
    for kind, fields in TABLE.items()
}
_TOO_PLAIN = frozenset(
    [
        "from",
        "to",
        "on",
        "with",
        "at",
        "what",
        "who",
        "when",
        "service",
        "no",
        "first",
        "last",
        "other",
        "place",
        "day",
        "sector",
        "until",
        "and",
        "by",
        "max",
        "key",
        "tag",
        "id",
        "name",
        "short",
        "title",
        "level",
        "learning",
        "training",
        "what",
        "module",
        "notes",
        "number",
        "delivery",
        "how",
        "status",
        "of",
        "rooms",
        "numbers",
        "body",
        "current",
        "second",
        "group",
        "full",
        "less",
        "size",
        "method",
        "type",
        "format",
    ]
)
_FILLER = frozenset(
    [
        "the",
        "of",
        "a",
        "an",
        "and",
        "s",
        "d",
        "in",
        "at",
        "by",
        "for",
        "your",
        "their",
        "this",
        "please",
        "dd",
        "mm",
        "yy",
        "yyyy",
        "ddmmyy",
    ]
)


@lru_cache(maxsize=20_000)
def heading_scores(heading: str, kind: str) -> dict[str, float]:
    """How well a heading means each field of a kind: 1 the very words, 0.9 misspelt, 0.6 to 0.85 its words among others."""
    text = norm(heading)
    if not text or len(text) > 80:
        return {}
    outside = norm(_IN_BRACKETS.sub(" ", heading))
    inside = dict(_scores_of(text, kind))
    if outside and outside != text and max(inside.values(), default=0.0) < 0.95:
        for name, score in _scores_of(outside, kind).items():  # "Trainer (agency)" is first of all a trainer
            inside[name] = max(inside.get(name, 0.0), score - 0.04)
    return inside


_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")


def _scores_of(text: str, kind: str) -> dict[str, float]:
    scores: dict[str, float] = {}
    for name, phrases in TABLE[kind].items():
        if text in phrases:
            scores[name] = 1.0
    words = frozenset(text.split()) - _FILLER
    for name, phrase, phrase_words in _WORDS[kind]:
        score = scores.get(name, 0.0)
        if score >= 0.9:
            continue
        core = phrase_words - _FILLER
        if core and core == words:
            score = 0.95
        elif len(phrase) >= 5 and abs(len(phrase) - len(text)) <= 2 and fuzz.ratio(phrase, text) >= 88:
            score = max(score, 0.9)
        elif core and core < words and len(phrase) >= 3 and phrase not in _TOO_PLAIN:
            score = max(score, 0.5 + 0.38 * len(core) / len(words))
        if score:
            scores[name] = score
    return scores


_ALL = frozenset(phrase for kind in TABLE.values() for phrases in kind.values() for phrase in phrases)


def is_exact_heading(text: str) -> bool:
    """Is the text, word for word, a heading of the table above."""
    return len(text) <= 60 and norm(text) in _ALL


def field_count(texts: list[str]) -> int:
    """How many different fields a row (or column) of headings names, for the kind it suits best."""
    best = 0
    for kind in TABLE:
        named = set()
        for text in texts:
            scores = heading_scores(text, kind)
            if scores and max(scores.values()) >= 0.74:
                named.add(max(scores, key=lambda name: scores[name]))
        best = max(best, len(named))
    return best


@lru_cache(maxsize=20_000)
def best_score(heading: str) -> float:
    """How well a text is a heading of any kind at all."""
    return max((score for kind in TABLE for score in heading_scores(heading, kind).values()), default=0.0)
